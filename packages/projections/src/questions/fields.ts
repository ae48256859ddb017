import {
  boolean,
  CalendarDate,
  Channel,
  eitherOf,
  integer,
  listOf,
  nullable,
  oneOf,
  optional,
  type Position,
  recordOf,
  refine,
  text,
} from '@clientele/domain'
import * as t from 'io-ts'
import { historyKinds } from '../history/line.js'
import { locales } from '../messages/locale.js'
import { activityKinds } from '../views/activities/activity-row.js'
import { searchTypes, selections } from '../views/contacts/contact-search.js'

const wholeNumber = (name: string, most: number): t.Type<number, number, unknown> =>
  refine(name, (value): value is number => integer.is(value) && value >= 0 && value <= most, {
    type: 'integer',
    minimum: 0,
    maximum: most,
  })

const positionPattern = /^\d{1,19}(\/\d{1,19})?$/

/** A position in the log: a number, or two on EventStoreDB and KurrentDB. */
export const position: t.Type<Position, Position, unknown> = refine(
  'a position',
  (value): value is Position => typeof value === 'string' && positionPattern.test(value),
  { type: 'string', pattern: positionPattern.source },
)

/** A limit or offset. */
const count = wholeNumber('a whole number, at least 0', Number.MAX_SAFE_INTEGER)

/** The largest number of days ahead that a query may look. */
export const maxDaysAhead = 100_000

/** A number of days ahead. */
export const days = wholeNumber('a whole number of days, at most 100,000', maxDaysAhead)

// Accepts any value, since the viewer is checked before: unknown and inactive viewers have errors of their own.
const checkedViewer = Object.assign(new t.UnknownType() as t.Type<string | undefined, unknown, unknown>, {
  schema: { type: 'string' },
})
export const viewing = { viewer: optional(checkedViewer) }
// Every view takes viewer, locale and day.
export const contextFields = { ...viewing, locale: optional(oneOf('locale', locales)), asOf: optional(CalendarDate) }
export const onDay = { ...contextFields, asOf: CalendarDate }
export const page = { offset: optional(count), limit: optional(count) }
export const texts = optional(listOf(text))
export const flag = optional(boolean)

const groups = { groupIds: optional(listOf(nullable(text))), includeSubgroups: flag, specialGroupIds: texts }
const channelList = optional(listOf(Channel))
/** The criteria of every filter of customers. */
export const customers = {
  ...groups,
  salespersonId: optional(text),
  text: optional(text),
  segments: texts,
  statuses: texts,
  attractionChannels: texts,
  customerKinds: texts,
  ownerIds: texts,
  responsibleManagerIds: texts,
  serviceManagerIds: texts,
  responsibleIds: texts,
  responsibleRoleIds: texts,
  trackingItems: optional(listOf(recordOf('tracking item', { dimension: text, value: text }))),
  properties: texts,
  legalEntityIds: texts,
  consents: channelList,
  bans: channelList,
}

export const matrix = recordOf('a question for the matrix', {
  ...onDay,
  ...page,
  mode: optional(oneOf('mode', ['plain', 'byRole'])),
  showProjects: flag,
  filter: optional(
    recordOf('filter', { ...customers, teamId: optional(text), employeeIds: texts, roleId: optional(text) }),
  ),
})

export const assignees = recordOf('a question for assignees', {
  ...onDay,
  ...page,
  includeEnded: flag,
  filter: optional(
    recordOf('filter', {
      ...customers,
      customerId: optional(text),
      employeeId: optional(text),
      showArchived: flag,
      showProjectParticipants: flag,
    }),
  ),
})

export const customerList = recordOf('a question for customers', {
  ...contextFields,
  ...page,
  columns: texts,
  filter: optional(recordOf('filter', { ...customers, showArchived: flag })),
})

export const period = optional(recordOf('period', { from: optional(CalendarDate), to: optional(CalendarDate) }))

export const general = recordOf('a question', contextFields)
export const paged = recordOf('a question', { ...contextFields, ...page })
export const ofCustomer = recordOf('a question about a customer', { ...contextFields, customerId: text })
export const ofContact = recordOf('a question about a contact', { ...contextFields, ...page, personId: text })

export const groupMembers = recordOf('a question for members', {
  ...contextFields,
  ...page,
  groupId: nullable(text),
  includeSubgroups: flag,
  includeArchived: flag,
})

export const specialGroupMembers = recordOf('a question for members', {
  ...contextFields,
  ...page,
  specialGroupId: text,
  includeArchived: flag,
})

export const groupReport = recordOf('a question for groups', {
  ...contextFields,
  ...page,
  ...customers,
  showArchived: flag,
  period,
  status: optional(text),
  userId: optional(text),
})

/** The filters of a report that replace the saved ones. */
const reportFilters = recordOf('filters', {
  ...customers,
  showArchived: flag,
  period,
  status: optional(text),
  userId: optional(text),
})
export const ofReport = recordOf('a question for a report', {
  ...contextFields,
  ...page,
  reportId: optional(text),
  filters: optional(reportFilters),
  columns: texts,
})

export const activitiesOfCustomer = recordOf('a question for activities', {
  ...contextFields,
  ...page,
  customerId: text,
  kinds: optional(listOf(oneOf('kind of activity', activityKinds))),
})

const customerFilter = optional(recordOf('filter', customers))

export const tasks = recordOf('a question for tasks', {
  ...contextFields,
  ...page,
  filter: customerFilter,
  userId: optional(text),
  statuses: texts,
  period,
})

export const projects = recordOf('a question for projects', {
  ...contextFields,
  ...page,
  filter: customerFilter,
  text: optional(text),
  userId: optional(text),
  showClosed: flag,
})

export const ofProject = recordOf('a question about a project', { ...contextFields, projectId: text })

export const permissions = eitherOf(
  'a question for permissions',
  recordOf('of a person', { ...contextFields, personId: text, customerId: optional(nullable(text)) }),
  recordOf('of a customer', { ...contextFields, customerId: text, personId: optional(t.undefined) }),
)

export const audience = recordOf('a question for an audience', {
  ...contextFields,
  ...customers,
  channel: Channel,
  customerIds: texts,
  kinds: texts,
  contactProperties: optional(listOf(integer)),
})

export const contacts = recordOf('a question for contacts', {
  ...contextFields,
  ...page,
  text: optional(text),
  searchType: optional(oneOf('searchType', searchTypes)),
  selection: optional(oneOf('selection', selections)),
  category: optional(eitherOf('category', text, listOf(text))),
  types: texts,
})

export const limits = {
  ...contextFields,
  ...page,
  from: optional(CalendarDate),
  to: optional(CalendarDate),
  types: texts,
  actor: optional(text),
}

const subject = recordOf('subject', { kind: oneOf('kind of subject', historyKinds), id: text })
export const historyOfSubject = recordOf('a question for a history', { ...limits, subject })
export const historyOfCustomer = recordOf('a question for a history', { ...limits, customerId: text })
export const historyOfContact = recordOf('a question for a history', { ...limits, personId: text })
