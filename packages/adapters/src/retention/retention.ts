import {
  type CalendarDate,
  type EventStore,
  isCalendarDate,
  NotAdministrator,
  personsAbsorbedBy,
  type RejectionsOf,
} from '@clientele/domain'
import { type MalformedQuestion, type ReadableRegister, unlessViewer, type ViewerRefused } from '@clientele/projections'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { HostTypes } from '../host/typed.js'
import { type Abortable, signalIn, untilAborted } from '../log/abortable.js'
import type { Outcome } from '../outcome.js'
import { idsOfStreams, personActivities } from '../person-data/activities.js'
import type { BulkOptions } from '../runtime/execution/bulk.js'
import type { Context } from '../runtime/execution/context.js'
import { type LastActivity, lastActivity } from './activity.js'
import { type DuePerson, duePersons } from './due.js'
import { eraseAll, type RetentionReceipt } from './erase.js'
import { type RetentionPolicy, type RetentionQuestion, readQuestion } from './policies.js'

/** Why a question about retention is refused. */
export type RetentionRefused =
  | MalformedQuestion
  | ViewerRefused
  | RejectionsOf<{ readonly NotAdministrator: typeof NotAdministrator }>

/** A page of persons who are due, sorted by id. */
export type DuePage = { readonly today: CalendarDate; readonly rows: readonly DuePerson[]; readonly total: number }

/** The actor and day of an erasure run, its progress callback and its signal. */
export type RetentionOptions = Pick<Context, 'by' | 'today' | 'reason'> & BulkOptions

/** Erases persons whose retention time is over. Both methods read the whole log. */
export type Retention = {
  /**
   * Who would be erased by policies, and why; changes nothing. For administrators. Rejects with the reason of the signal
   * if it is aborted.
   */
  due(question: RetentionQuestion, options?: Abortable): Promise<Either<RetentionRefused, DuePage>>
  /**
   * Erases due persons one after another, with the rights of `by`; respects legal holds. If it is cancelled or the
   * store fails, the erasures so far stay done and are in the receipt; calling it again does the rest.
   */
  erase(
    policies: readonly RetentionPolicy[],
    options?: RetentionOptions,
  ): Promise<Either<RetentionRefused, RetentionReceipt>>
}

/** The dependencies of retention. */
export type RetentionSource = {
  readonly store: EventStore
  readonly register: ReadableRegister
  readonly execute: (command: unknown, context: Context) => Promise<Outcome<unknown, HostTypes>>
  inClear(personIds: readonly string[]): Promise<number>
  today(): CalendarDate
}

const refuseUnlessAdministrator = (
  { register }: RetentionSource,
  viewer: string | undefined,
): Either<RetentionRefused, never> | null => {
  const refused = unlessViewer(register, viewer)
  if (refused !== null || viewer === undefined) return refused
  return register.tables.employees.get(viewer)?.admin === true ? null : NotAdministrator({ by: viewer })
}

type Found = { readonly today: CalendarDate; readonly due: readonly DuePerson[]; readonly activity: LastActivity }

const find = async (
  source: RetentionSource,
  value: unknown,
  options?: Abortable,
): Promise<Either<RetentionRefused, Found & { readonly question: RetentionQuestion }>> => {
  const question = readQuestion(value)
  if (isLeft(question)) return question
  const { viewer, policies, today = source.today() } = question.right
  if (!isCalendarDate(today))
    return left({
      error: 'MalformedQuestion',
      problems: [{ path: 'today', expected: 'a date YYYY-MM-DD', actual: 'another text' }],
    })
  const refused = refuseUnlessAdministrator(source, viewer)
  if (refused !== null && isLeft(refused)) return refused
  const activity = await lastActivity(untilAborted(source.store, signalIn('retention.due', options)), source.register)
  const due = duePersons({ register: source.register, activity, today }, policies)
  return right({ today, due, activity, question: question.right })
}

/** What is known about a person outside its stream, for comparison: its activities and its private customers. */
const knownOf = (register: ReadableRegister, personId: string): string => {
  const { customers } = register.tables
  const personIds = [personId, ...idsOfStreams(register.lookup(personsAbsorbedBy, [personId]))]
  const own = personIds.flatMap((id) => [...customers.rowsWhere('personId', id)])
  const activities = personActivities(register, { personIds, customerIds: own.map(({ customerId }) => customerId) })
  return JSON.stringify([own, activities])
}

const erase = async (
  source: RetentionSource,
  policies: readonly RetentionPolicy[],
  options: RetentionOptions,
): Promise<Either<RetentionRefused, RetentionReceipt>> => {
  const { by, today: day } = options
  const found = await find(source, {
    policies,
    ...(by !== undefined && { viewer: by }),
    ...(day !== undefined && { today: day }),
  })
  if (isLeft(found)) return found
  const { due, today, activity } = found.right
  const { persons } = source.register.tables
  const before = new Map(due.map(({ personId }) => [personId, knownOf(source.register, personId)]))
  const run = await eraseAll(
    due,
    {
      execute: source.execute,
      scopeOf: (personId) => persons.get(personId)?.erased ?? 'full',
      revisionOf: (personId) => activity.revisions.get(personId),
      hasNews: (personId) => knownOf(source.register, personId) !== before.get(personId),
    },
    options,
  )
  const inClear = await source.inClear(run.erased.map(({ personId }) => personId))
  return right({ today, by: by ?? null, ...run, inClear })
}

/** Creates the retention operations of a register. */
export const retentionOf = (source: RetentionSource): Retention => ({
  due: async (value, options) => {
    const found = await find(source, value, options)
    if (isLeft(found)) return found
    const { due, today, question } = found.right
    const { offset = 0, limit = due.length } = question
    return right({ today, rows: due.slice(offset, offset + limit), total: due.length })
  },
  erase: (policies, options = {}) => erase(source, policies, options),
})
