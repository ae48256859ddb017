import { AssertionError } from 'node:assert/strict'
import type { CommandType, HostDecision, KnownEvent, Message } from '@clientele/domain'
import fc from 'fast-check'
import { commandTypes, steps } from '../arbitraries/index.js'
import { beginning, type ExecutedCommand, type Step } from '../histories/index.js'
import type { EventOf, ModelOptions } from '../model/index.js'
import { refuseUnknownOptions } from '../options/index.js'
import { describeBreak } from './report.js'
import { isChangedBy, type Rule } from './rule.js'
import { shorten } from './shorten.js'
import { tryAfterEach, tryAtEnd } from './trying.js'

/** The options of `everyCommandKeeps`. */
export type KeepsOptions = ModelOptions & {
  /** How many histories to try (default 768). Each concentrates on the next command type, so that all are covered. */
  readonly runs?: number | undefined
  /** The seed of the random choices (default: a new one each time). The same seed tries the same histories. */
  readonly seed?: number | undefined
  /** Commands of the host, tried among those of the register. */
  readonly commands?: fc.Arbitrary<Message> | undefined
  /** How long to try further histories, in milliseconds (default 15,000). A failure takes up to half as long again. */
  readonly timeLimit?: number | undefined
}

/** What was tried, if the rule held. */
export type Kept = {
  readonly runs: number
  readonly seed: number
  /** How many commands were executed after `beginning`, and how many of them appended events. */
  readonly commands: number
  readonly accepted: number
  /** The command types that appended events at least once. */
  readonly types: readonly string[]
}

/** The error of a broken rule: the shortest history found that breaks it, its log and the seed. */
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

const isArbitrary = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'generate') === 'function'

const ownSteps = (commands: fc.Arbitrary<Message>): fc.Arbitrary<readonly Step[]> =>
  fc.array(
    commands.map((command) => ({ command, by: 'host', daysLater: 0 })),
    { minLength: 1, maxLength: 4 },
  )

/** Lists a command type with those declared next to it: they are of the same area and often undo each other. */
const neighboursOf = (type: CommandType): readonly CommandType[] => {
  const place = commandTypes.indexOf(type)
  return commandTypes.slice(Math.max(0, place - 4), place + 5)
}

/**
 * Generates changed policies (in every second history), commands of all types, of `type` and its neighbours, which are
 * rarely tried otherwise, and of the host.
 */
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
  const historySeed = (Math.imul(seed, 0x9e3779b1) + run) | 0
  const [rest = []] = fc.sample(historiesAbout(type, options), { numRuns: 1, seed: historySeed, unbiased: true })
  return rest
}

const createFailure = async (rule: Rule, broken: readonly Step[], options: KeepsOptions): Promise<RuleBroken> => {
  const { seed, timeLimit } = limitsOf(options)
  const shortest = await shorten(rule, broken, options, timeLimit / 2)
  const trial = await tryAtEnd(rule, shortest, options)
  const { commands } = trial
  const reason = trial.broken?.reason ?? 'it is broken from time to time: does it depend on more than the log?'
  const log = commands.flatMap(({ answer }) => answer.events)
  const error = new AssertionError({
    message: describeBreak({ reason, commands, seed }),
    operator: 'everyCommandKeeps',
  })
  return Object.assign(error, { reason, seed, commands, log })
}

const hasAppended = ({ before, after }: ExecutedCommand): boolean => after > before

const summary = (runs: number, seed: number, executed: readonly ExecutedCommand[]): Kept => {
  const accepted = executed.filter(hasAppended)
  const types = [...new Set(accepted.map(({ command }) => command.type))].sort()
  return { runs, seed, commands: executed.length, accepted: accepted.length, types }
}

/**
 * Checks a rule against random histories of all commands: `await everyCommandKeeps(log => …)`. The rule is checked after
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
  if (typeof rule !== 'function') throw new TypeError('everyCommandKeeps: expected a rule, (log) => true or false')
  refuseUnknownOptions('everyCommandKeeps', options, optionNames)
  if (options.commands !== undefined && !isArbitrary(options.commands))
    throw new TypeError('everyCommandKeeps: commands: expected an arbitrary of fast-check that generates commands')
  const limits = limitsOf(options)
  const optionsWithSeed = { ...options, seed: limits.seed }
  const end = performance.now() + limits.timeLimit
  const executed: ExecutedCommand[] = []
  const tryHistory = async (done: readonly ExecutedCommand[], history: readonly Step[]) => {
    const { broken, commands } = await tryAfterEach(rule, done, history, options)
    if (broken !== null) throw await createFailure(rule, history.slice(0, broken.at + 1), optionsWithSeed)
    return commands
  }
  const first = beginning.filter(({ command }) => !isChangedBy(rule, command))
  const beginningDone = await tryHistory([], first)
  let runs = 0
  while (runs < limits.runs && (runs === 0 || performance.now() < end)) {
    const rest = stepsOfRun(runs, limits.seed, options).filter(({ command }) => !isChangedBy(rule, command))
    executed.push(...(await tryHistory(beginningDone, [...first, ...rest])).slice(beginningDone.length))
    runs += 1
  }
  return summary(runs, limits.seed, executed)
}
