import { localTimeOf } from '@clientele/domain'
import { type Either, map } from 'fp-ts/lib/Either.js'
import { joinTexts } from '../../listing/facts.js'
import { type ColumnDefinition, type Listing, listingOf } from '../../listing/listing.js'
import type { QueryContext } from '../../query/context.js'
import type { InvalidPeriod } from '../../query/period.js'
import type { Register } from '../../register/register.js'
import type { ActivityEntry } from './activity-row.js'
import { type CustomerActivitiesParams, customerActivities } from './customer-activities.js'
import { type TaskListParams, taskList } from './task-list.js'

const namesOf = (named: readonly { readonly name: string }[]): string => joinTexts(...named.map(({ name }) => name))

const taskColumns: readonly ColumnDefinition<ActivityEntry>[] = [
  ['title', ({ title }) => title],
  ['status', ({ status }) => status],
  ['dueDate', ({ date }) => date],
  ['owner', ({ owner }) => owner?.name ?? null],
  ['customers', ({ customers }) => namesOf(customers)],
  ['contacts', ({ persons }) => namesOf(persons)],
  ['projects', ({ projects }) => namesOf(projects)],
]

/** Activities as a table, with times in the time zone of the register. */
export const activityRowsListing = (
  { settings }: Register,
  entries: readonly ActivityEntry[],
  { locale }: QueryContext,
): Listing => {
  const { timeZone } = settings.policies
  const columns: readonly ColumnDefinition<ActivityEntry>[] = [
    ['kind', ({ kind }, { fields }) => fields[kind]],
    ['title', ({ title }) => title],
    ['status', ({ status }) => status],
    ['date', ({ date }) => date],
    ['owner', ({ owner }) => owner?.name ?? null],
    ['contacts', ({ persons }) => namesOf(persons)],
    ['projects', ({ projects }) => namesOf(projects)],
    ['at', ({ at }) => localTimeOf(at, timeZone)],
    ['by', ({ byName }) => byName],
  ]
  return listingOf(entries, columns, locale)
}

/** The activities of a customer as a table. */
export const customerActivityListing = (register: Register, params: CustomerActivitiesParams): Listing =>
  activityRowsListing(register, customerActivities(register, params), params)

/** Tasks as a table. Refuses a period that ends before it starts. */
export const taskListing = (register: Register, params: TaskListParams = {}): Either<InvalidPeriod, Listing> =>
  map((tasks: readonly ActivityEntry[]) => listingOf(tasks, taskColumns, params.locale))(taskList(register, params))
