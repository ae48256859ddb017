import type { Instant } from '@clientele/domain'
import { millisecondsOf } from './columns/instants.js'
import type { HistoryEntry } from './line.js'
import { isWholePerson, personOfParty } from './word.js'

/** Limits on history lines; `null` and `''` do not limit. `end` is exclusive. */
export type LineLimits = {
  readonly from: Instant | ''
  readonly end: Instant | null
  readonly types: readonly string[] | null
  readonly actor: string | null
}

/** Limits of a history query, and the visibility of the customers and persons that lines mention. */
export type HistoryFilter = {
  readonly limits: LineLimits
  readonly isVisible: (customerId: string) => boolean
  readonly seesPerson: (personId: string) => boolean
  /** Whether the activities of a person are visible: the person is, and the private customer that it is. */
  readonly seesActivitiesOf: (personId: string) => boolean
  /**
   * Whether a person is a private contact of another employee: lines about it are left out. `null` if there are none.
   */
  readonly isOthers: ((personId: string) => boolean) | null
}

/** Time limits as texts and as epoch milliseconds; most lines are compared as numbers. */
export type Period = Pick<LineLimits, 'from' | 'end'> & { readonly first: number; readonly behind: number }

/** The time limits of a query. */
export const periodOf = ({ from, end }: LineLimits): Period => ({
  from,
  end,
  first: from === '' ? Number.MIN_SAFE_INTEGER : millisecondsOf(from),
  behind: end === null ? Number.MAX_SAFE_INTEGER : millisecondsOf(end),
})

/** Whether an entry is within limits. */
export const isWithin = ({ recordedAt, type, by }: HistoryEntry, { from, end, types, actor }: LineLimits): boolean =>
  recordedAt >= from &&
  (end === null || recordedAt < end) &&
  (types === null || types.includes(type)) &&
  (actor === null || by === actor)

/** Whether a viewer sees the customers and persons that a line mentions. */
export const areVisible = (parties: HistoryEntry['customerId'], filter: HistoryFilter): boolean => {
  const { isVisible, seesPerson, seesActivitiesOf } = filter
  if (parties === null) return true
  if (typeof parties === 'string') return isVisible(parties)
  return parties.every((party) => {
    const personId = personOfParty(party)
    if (personId === null) return isVisible(party)
    return isWholePerson(party) ? seesActivitiesOf(personId) : seesPerson(personId)
  })
}

/** Whether an entry contains data about a person for whom `isOne` is true. */
export const isAboutAny = (
  { topicOf, onOf, reasonOf, changes }: HistoryEntry,
  isOne: (personId: string) => boolean,
): boolean =>
  [topicOf, onOf, reasonOf, ...changes.map(({ whose }) => whose)].some((whose) => whose?.some(isOne) === true)

/** Whether an entry is within limits, and its viewer sees all customers and persons that it mentions. */
export const passes = (entry: HistoryEntry, filter: HistoryFilter): boolean =>
  isWithin(entry, filter.limits) && areVisible(entry.customerId, filter)
