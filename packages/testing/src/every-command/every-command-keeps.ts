import { AssertionError } from 'node:assert/strict'
import type { CommandType, HostDecision, KnownEvent, Message } from '@clientele/domain'
import fc from 'fast-check'
import { commandTypes, steps } from '../arbitraries/index.js'
import { beginning, type ExecutedCommand, type Step } from '../histories/index.js'
import type { EventOf, ModelOptions } from '../model/index.js'
import { refuseUnknownOptions } from '../options/index.js'
import { writtenBreak } from './report.js'
import { isChangedBy, type Rule } from './rule.js'
import { shorten } from './shorten.js'
import { tryAfterEach, tryAtEnd } from './trying.js'

/** How a rule is tried. */
export type KeepsOptions = ModelOptions & {
  /** How many histories are tried (default 768). Each is about another type of command, so that all have their turn. */
  readonly runs?: number
  /** Where the random choices begin (default: another each time). The same seed tries the same histories. */
  readonly seed?: number
  /** Commands of a host's own, tried among ours. */
  readonly commands?: fc.Arbitrary<Message>
  /** How long to go on with further histories, in milliseconds (default 15,000); a failure takes at most half as long again. */
  readonly timeLimit?: number
}

/** What was tried. */
export type Kept = {
  readonly runs: number
  readonly seed: number
  /** How many commands were executed after the beginning of the histories, and how many of them appended events. */
  readonly commands: number
  readonly accepted: number
  /** The types of command that appended events at least once. */
  readonly types: readonly string[]
}

/** A rule that was broken: the shortest history found, its log and the seed. */
export type RuleBroken = AssertionError & {
  readonly reason: string
  readonly seed: number
  readonly commands: readonly ExecutedCommand[]
  readonly log: readonly KnownEvent[]
}

const optionNames = ['runs', 'seed', 'commands', 'timeLimit', 'guards', 'decisions']

type Limits = { readonly runs: number; readonly seed: number; readonly timeLimit: number }

const wholeNumber = (name: string, value: number, least: number): number => {
  if (Number.isSafeInteger(value) && value >= least) return value
  throw new RangeError(`${name}: expected a whole number from ${least} on`)
}

// Seeds are 32-bit in fast-check.
const newSeed = (): number => Math.floor(Math.random() * 0x7fff_ffff)

const limitsOf = ({ runs = 768, seed = newSeed(), timeLimit = 15_000 }: KeepsOptions): Limits => ({
  runs: wholeNumber('runs', runs, 1),
  seed: wholeNumber('seed', seed, 0),
  timeLimit: wholeNumber('timeLimit', timeLimit, 1),
})

const ownSteps = (commands: fc.Arbitrary<Message>): fc.Arbitrary<readonly Step[]> =>
  fc.array(
    commands.map((command) => ({ command, by: 'host', daysLater: 0 })),
    { minLength: 1, maxLength: 4 },
  )

/** The types listed around one: those of the same area, which do and undo the same. */
const neighboursOf = (type: CommandType): readonly CommandType[] => {
  const place = commandTypes.indexOf(type)
  return commandTypes.slice(Math.max(0, place - 4), place + 5)
}

/** In every second history other policies; commands of every type, then of one and its neighbours, which are rarely tried otherwise, and of a host's own. */
const historiesAbout = (type: CommandType, { commands }: KeepsOptions): fc.Arbitrary<readonly Step[]> =>
  fc
    .tuple(
      fc.oneof(fc.constant<readonly Step[]>([]), steps(['ChangePolicy'], { minLength: 1, maxLength: 8 })),
      steps(undefined, { maxLength: 24 }),
      steps(neighboursOf(type), { minLength: 4, maxLength: 16 }),
      steps([type], { minLength: 10, maxLength: 24 }),
      commands === undefined ? fc.constant<readonly Step[]>([]) : ownSteps(commands),
      steps(undefined, { maxLength: 6 }),
    )
    .map((parts) => parts.flat())

const stepsOfRun = (run: number, seed: number, options: KeepsOptions): readonly Step[] => {
  const type = commandTypes[(run + seed) % commandTypes.length] ?? 'RegisterCustomer'
  const mixed = (Math.imul(seed, 0x9e3779b1) + run) | 0
  const [rest = []] = fc.sample(historiesAbout(type, options), { numRuns: 1, seed: mixed, unbiased: true })
  return rest
}

const failure = async (rule: Rule, broken: readonly Step[], options: KeepsOptions): Promise<RuleBroken> => {
  const { seed, timeLimit } = limitsOf(options)
  const shortest = await shorten(rule, broken, options, timeLimit / 2)
  const trial = await tryAtEnd(rule, shortest, options)
  const { commands } = trial
  const reason = trial.broken?.reason ?? 'it is broken from time to time: does it depend on more than the log?'
  const log = commands.flatMap(({ answer }) => answer.events)
  const error = new AssertionError({ message: writtenBreak({ reason, commands, seed }), operator: 'everyCommandKeeps' })
  return Object.assign(error, { reason, seed, commands, log })
}

const hasAppended = ({ before, after }: ExecutedCommand): boolean => after > before

const summary = (runs: number, seed: number, executed: readonly ExecutedCommand[]): Kept => {
  const accepted = executed.filter(hasAppended)
  const types = [...new Set(accepted.map(({ command }) => command.type))].sort()
  return { runs, seed, commands: executed.length, accepted: accepted.length, types }
}

/**
 * Tries a rule against histories of every command there is: `await everyCommandKeeps(log => …)`. The rule is asked after
 * every command that appended events. Rejects with an `AssertionError` (`RuleBroken`) that shows the shortest history
 * found that breaks it, and the seed that finds it again. Resolves with what was tried. The decisions are executed in
 * memory: no store, no views, no clock. With `decisions` of a host the log has their events too: `LogOf<typeof decisions>`.
 */
export function everyCommandKeeps<const D extends readonly HostDecision[]>(
  rule: Rule<EventOf<D>>,
  options: KeepsOptions & { readonly decisions: D },
): Promise<Kept>
export function everyCommandKeeps(rule: Rule, options?: KeepsOptions): Promise<Kept>
export async function everyCommandKeeps(rule: Rule, options: KeepsOptions = {}): Promise<Kept> {
  refuseUnknownOptions('everyCommandKeeps', options, optionNames)
  const limits = limitsOf(options)
  const chosen = { ...options, seed: limits.seed }
  const end = performance.now() + limits.timeLimit
  const executed: ExecutedCommand[] = []
  const tried = async (begun: readonly ExecutedCommand[], history: readonly Step[]) => {
    const { broken, commands } = await tryAfterEach(rule, begun, history, options)
    if (broken !== null) throw await failure(rule, history.slice(0, broken.at + 1), chosen)
    return commands
  }
  const first = beginning.filter(({ command }) => !isChangedBy(rule, command))
  const begun = await tried([], first)
  let runs = 0
  while (runs < limits.runs && (runs === 0 || performance.now() < end)) {
    const rest = stepsOfRun(runs, limits.seed, options).filter(({ command }) => !isChangedBy(rule, command))
    executed.push(...(await tried(begun, [...first, ...rest])).slice(begun.length))
    runs += 1
  }
  return summary(runs, limits.seed, executed)
}
