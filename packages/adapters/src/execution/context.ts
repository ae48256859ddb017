import {
  dateOf,
  type Instant,
  idOf,
  instantFrom,
  isCalendarDate,
  type MalformedCommand,
  type Meta,
} from '@clientele/domain'
import { newCommandId } from '../event-id.js'

/** What comes with a command. `at` is an ISO 8601 instant (default: now), `today` a date (default: the day of `at`). */
export type Context = {
  readonly by?: string | undefined
  readonly at?: string | undefined
  readonly today?: string | undefined
  readonly commandId?: string | undefined
  readonly correlationId?: string | undefined
  readonly causationId?: string | undefined
  readonly reason?: string | undefined
}

const loneSurrogate = /\p{Cs}/u

const contextTexts = {
  by: 'an actor',
  correlationId: 'an id',
  causationId: 'an id',
  reason: 'a text',
}

// Ids of new things are made from the command's, with a number behind it for parts: `newId`.
const longestCommandId = 150
const CommandId = idOf('CommandId')

const isCommandId = (value: unknown): boolean =>
  value === undefined || (CommandId.is(value) && value.length <= longestCommandId)

/** What is wrong with a context; none for one that can be used. */
export const problemsOfContext = (context: Context): MalformedCommand['problems'] => [
  ...Object.entries(contextTexts).flatMap(([path, expected]) => {
    const value: unknown = context[path as keyof typeof contextTexts]
    const isGood =
      value === undefined ||
      (typeof value === 'string' && value !== '' && value.length <= 1000 && !loneSurrogate.test(value))
    return isGood ? [] : [{ path, expected, actual: typeof value }]
  }),
  ...(isCommandId(context.commandId)
    ? []
    : [{ path: 'commandId', expected: 'an id of at most 150 characters', actual: typeof context.commandId }]),
  ...(context.at === undefined || instantFrom(context.at) !== null
    ? []
    : [{ path: 'at', expected: 'an ISO 8601 instant', actual: typeof context.at }]),
  ...(context.today === undefined || isCalendarDate(context.today)
    ? []
    : [{ path: 'today', expected: 'a date YYYY-MM-DD', actual: typeof context.today }]),
]

/** What a command carries, with what was not given filled in. */
export const metaOf = (context: Context, clock: () => Instant, timeZone: string): Meta => {
  const at = instantFrom(context.at) ?? clock()
  return {
    by: context.by ?? 'system',
    at,
    today: context.today ?? dateOf(at, timeZone),
    commandId: context.commandId ?? newCommandId(clock),
    ...(context.correlationId === undefined ? {} : { correlationId: context.correlationId }),
    ...(context.causationId === undefined ? {} : { causationId: context.causationId }),
    ...(context.reason === undefined ? {} : { reason: context.reason }),
  }
}
