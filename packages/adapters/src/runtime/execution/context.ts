import {
  dateOf,
  givenIdOf,
  hasInvisible,
  type Instant,
  instantFrom,
  isCalendarDate,
  kindOf,
  type MalformedCommand,
  type Meta,
  partNumberIn,
  text,
  unknownField,
} from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { newCommandId } from '../../event-id.js'
import { sameTimeOn } from '../../timing/day.js'
import { type ExpectedRevisions, isExpectedRevisions } from './expected.js'

/**
 * What comes with a command. `at` is an ISO 8601 instant (default: now, on the day `today` where that is
 * given), `today` a date (default: the day of `at`);
 * `origin` is `import` where a host imports on its own.
 *
 * `by` is the employee who acts: the command is refused where that employee has no right to it, and somebody who is no
 * active employee has none. Without `by` the embedding service acts as itself, with every right. `as: 'host'` says the
 * same where `by` is given: the service vouches for the command, and `by` is only recorded.
 *
 * `commandId` makes a retry safe: the same type, data and `by` with the same id appends nothing more and answers with the
 * first receipt, in every process and after any time; anything else with that id is `CommandIdReused` (on EventStoreDB
 * and KurrentDB not where two processes use it at the same moment). Without it each
 * call is a command of its own. What was refused or had nothing to do leaves no trace, and is decided anew when it is
 * sent again. Of a bulk command the parts that were done are not done again.
 */
export type Context = {
  /** The id of the employee who acts, with the rights of today; without it your service acts as itself. */
  readonly by?: string | undefined
  /** `host`: your service vouches for the command, and `by` is only recorded. */
  readonly as?: 'host' | undefined
  /** When it is said to have happened, an ISO 8601 instant; now by default. */
  readonly at?: string | undefined
  /** The day it is said to have happened on, `YYYY-MM-DD`; the day of `at` by default. */
  readonly today?: string | undefined
  /** The id of the command: sent again under the same id it appends nothing more. Made by default. */
  readonly commandId?: string | undefined
  /** What it belongs to, an id of yours; stored with the events. */
  readonly correlationId?: string | undefined
  /** What caused it, an id of yours; stored with the events. */
  readonly causationId?: string | undefined
  /** Why it is done, in words; shown in the history. */
  readonly reason?: string | undefined
  /** `import` where you import on your own; shown in the history. */
  readonly origin?: 'import' | undefined
  /**
   * Where streams have to stand, by name (`customer-acme`): the revision of the last event that the caller has seen, or
   * `noStream`. Where one stands elsewhere nothing is done, and the answer is `ConcurrencyConflict`. For forms that two
   * people edit; at most 100 streams, not for commands that are carried out in parts.
   */
  readonly expected?: ExpectedRevisions | undefined
}

/**
 * The most characters of what comes with a command. Ids of new things are made from the command's, with numbers behind it
 * for parts: `newId`.
 */
export const contextLimits = { commandId: 150, text: 1_000 } as const

const CommandId = givenIdOf('CommandId')

const isCommandId = (value: unknown): boolean =>
  CommandId.is(value) && value.length <= contextLimits.commandId && partNumberIn(value) === null

type Expectation = { readonly path: keyof Context; readonly expected: string; readonly is: (value: unknown) => boolean }

// What every store takes, and people can read.
const isText = (value: unknown): boolean => text.is(value) && value !== '' && value.length <= contextLimits.text

const expectations: readonly Expectation[] = [
  { path: 'by', expected: 'an actor', is: (value) => isText(value) && !hasInvisible(String(value)) },
  { path: 'as', expected: "'host'", is: (value) => value === 'host' },
  { path: 'correlationId', expected: 'an id', is: isText },
  { path: 'causationId', expected: 'an id', is: isText },
  { path: 'reason', expected: 'a text', is: isText },
  {
    path: 'commandId',
    expected: 'an id of at most 150 characters that does not end with /part- and a number',
    is: isCommandId,
  },
  { path: 'at', expected: 'an ISO 8601 instant', is: (value) => instantFrom(value) !== null },
  { path: 'origin', expected: '"import"', is: (value) => value === 'import' },
  { path: 'today', expected: 'a date YYYY-MM-DD', is: isCalendarDate },
  { path: 'expected', expected: 'at most 100 streams, each with a revision or noStream', is: isExpectedRevisions },
]

const noProblems: MalformedCommand['problems'] = []

const known: ReadonlySet<string> = new Set([...expectations.map(({ path }) => path), 'onProgress', 'signal'])

/** What is wrong with a context; none for one that can be used. A field that nobody knows is named. */
export const problemsOfContext = (context: Context): MalformedCommand['problems'] => {
  let problems = noProblems
  for (const { path, expected, is } of expectations) {
    const value = context[path]
    if (value !== undefined && !is(value)) problems = [...problems, { path, expected, actual: typeof value }]
  }
  for (const name in context)
    if (!known.has(name)) problems = [...problems, unknownField('', name, known, Reflect.get(context, name))]
  return problems
}

const notTaken = (actual: string): MalformedCommand => ({
  error: 'MalformedCommand',
  problems: [{ path: '', expected: 'a context', actual }],
})

/** A copy of a context, so that nothing its owner does afterwards changes it; what it holds is not looked at yet. */
export const takeContext = <C extends Context>(context: C): Either<MalformedCommand, C> => {
  if (typeof context !== 'object' || context === null) return left(notTaken(kindOf(context)))
  try {
    // Who acts must not get lost with a field that is only inherited.
    const prototype: unknown = Object.getPrototypeOf(context)
    if (prototype !== null && prototype !== Object.prototype) return left(notTaken('an object of a class'))
    if (context.expected === undefined) return right({ ...context })
    return right({ ...context, expected: { ...context.expected } })
  } catch {
    return left(notTaken('one that throws when it is read'))
  }
}

const nothingMore: Partial<Meta> = {}

const more = ({ correlationId, causationId, reason, origin }: Context): Partial<Meta> => {
  if (correlationId === undefined && causationId === undefined && reason === undefined && origin === undefined)
    return nothingMore
  return {
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(causationId === undefined ? {} : { causationId }),
    ...(reason === undefined ? {} : { reason }),
    ...(origin === undefined ? {} : { origin }),
  }
}

/** What a command carries, with what was not given filled in. */
export const metaOf = (context: Context, clock: () => Instant, timeZone: string): Meta => {
  const now = clock()
  const at = instantFrom(context.at) ?? (context.today === undefined ? now : sameTimeOn(context.today, now, timeZone))
  return {
    by: context.by ?? 'system',
    host: context.by === undefined || context.as === 'host' ? true : undefined,
    at,
    today: context.today ?? dateOf(at, timeZone),
    commandId: context.commandId ?? newCommandId(clock, now),
    ...more(context),
  }
}
