import type { KnownEvent, Message } from '@clientele/domain'
import type { ExecutedCommand } from '../histories/index.js'
import type { Invariant } from '../invariants/index.js'
import type { LogEvent } from '../model/index.js'

/** The result of a rule: it holds (`true`, or nothing from a rule that asserts) or is broken (`false`, or the reason). */
// biome-ignore lint/suspicious/noConfusingVoidType: a rule that asserts returns nothing.
export type Verdict = boolean | string | undefined | void

/**
 * A rule that must hold for a log after any commands. Returns whether it holds, or the reason why not; throwing means that
 * it is broken. `commands` are those that produced the log. `E` are the host's own events in it.
 */
export type Rule<E extends Message = never> = (
  log: readonly LogEvent<E>[],
  commands: readonly ExecutedCommand[],
) => Verdict | Promise<Verdict>

const isInvariant = (rule: Rule): rule is Rule & Invariant => 'violationsOf' in rule && 'isChangedBy' in rule

const maxShown = 10

const violationsOf = (rule: Invariant, log: readonly KnownEvent[], commands: readonly ExecutedCommand[]) => {
  const violations = rule.violationsOf(log, commands)
  return violations.length === 0 || `${rule.title}\n${violations.slice(0, maxShown).join('\n')}`
}

const checkRule = async (
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
  const verdict = await checkRule(rule, log, commands)
  if (verdict === true || verdict === undefined) return null
  if (verdict === false) return 'the rule returned false'
  if (typeof verdict === 'string' && verdict !== '') return verdict
  const shown = verdict === '' ? 'an empty text' : verdict === null ? 'null' : `a value of type ${typeof verdict}`
  throw new TypeError(`A rule returns true, false or a reason, not ${shown}`)
}

/** Whether a command changes the rule itself, so that it need not hold in histories with that command. */
export const isChangedBy = (rule: Rule, command: ExecutedCommand['command']): boolean =>
  isInvariant(rule) && rule.isChangedBy(command)
