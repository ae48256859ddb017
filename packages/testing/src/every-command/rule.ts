import type { KnownEvent, Message } from '@clientele/domain'
import type { ExecutedCommand } from '../histories/index.js'
import type { Invariant } from '../invariants/index.js'
import type { LogEvent } from '../model/index.js'

/** What a rule says of a log: it holds (`true`, or nothing from a rule that asserts), or is broken: `false`, or the reason. */
// biome-ignore lint/suspicious/noConfusingVoidType: a rule that asserts returns nothing.
export type Verdict = boolean | string | undefined | void

/**
 * A rule over a log: what has to be true whatever was commanded. Returns whether it holds, or the reason why not; throws
 * to say the same. `commands` are those that made the log. `E` are the host's own events in it.
 */
export type Rule<E extends Message = never> = (
  log: readonly LogEvent<E>[],
  commands: readonly ExecutedCommand[],
) => Verdict | Promise<Verdict>

const isInvariant = (rule: Rule): rule is Rule & Invariant => 'violationsOf' in rule && 'isChangedBy' in rule

const mostShown = 10

const violationsOf = (rule: Invariant, log: readonly KnownEvent[], commands: readonly ExecutedCommand[]) => {
  const violations = rule.violationsOf(log, commands)
  return violations.length === 0 || `${rule.title}\n${violations.slice(0, mostShown).join('\n')}`
}

const judged = async (
  rule: Rule,
  log: readonly KnownEvent[],
  commands: readonly ExecutedCommand[],
): Promise<unknown> => {
  try {
    return isInvariant(rule) ? violationsOf(rule, log, commands) : await rule(log, commands)
  } catch (error) {
    return error instanceof Error ? error.message || error.name : `the rule threw ${typeof error}`
  }
}

/** Returns why a rule is broken, `null` if it holds. Throws a `TypeError` for a rule that returns something else. */
export const reasonAgainst = async (
  rule: Rule,
  log: readonly KnownEvent[],
  commands: readonly ExecutedCommand[],
): Promise<string | null> => {
  const verdict = await judged(rule, log, commands)
  if (verdict === true || verdict === undefined) return null
  if (verdict === false) return 'the rule returned false'
  if (typeof verdict === 'string' && verdict !== '') return verdict
  const shown = verdict === '' ? 'an empty text' : verdict === null ? 'null' : `a value of type ${typeof verdict}`
  throw new TypeError(`A rule returns true, false or a reason, not ${shown}`)
}

/** Whether a command changes the rule itself, so that histories with it prove nothing. */
export const isChangedBy = (rule: Rule, command: ExecutedCommand['command']): boolean =>
  isInvariant(rule) && rule.isChangedBy(command)
