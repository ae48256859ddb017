import { intervalText } from '../../listing/interval-text.js'
import { cellsOf, columnsOf, type Listing } from '../../listing/listing.js'
import type { Locale } from '../../messages/locale.js'
import { messagesFor } from '../../messages/messages.js'
import type { Register } from '../../register/register.js'
import type { AssigneeParams, AssigneeRow } from './assignee-entries.js'
import { assigneeRows } from './assignee-list.js'

/** The columns of the assignee list, left to right. */
export const assigneeListColumns = [
  'customerName',
  'customerGroup',
  'personName',
  'personEmail',
  'sellerInformation',
  'interval',
  'customerRole',
] as const

const markedName = ({ personName, substituteFor }: AssigneeRow, locale: Locale | undefined): string =>
  substituteFor === '' ? personName : `${personName} ${messagesFor(locale).substituteFor(substituteFor)}`

const showsProjects = ({ filter }: AssigneeParams): boolean => filter?.showProjectParticipants === true

/** The filtered assignee list as a table of its seven columns, and a column for the project if projects are shown. */
export const assigneeListing = (register: Register, params: AssigneeParams): Listing => ({
  columns: columnsOf([...assigneeListColumns, ...(showsProjects(params) ? ['project' as const] : [])], params.locale),
  rows: cellsOf(assigneeRows(register, params), (row) => [
    row.customerName,
    row.customerGroup,
    markedName(row, params.locale),
    row.personEmail,
    row.sellerInformation,
    intervalText(row.interval),
    row.customerRole,
    ...(showsProjects(params) ? [row.projectName] : []),
  ]),
})
