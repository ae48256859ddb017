import { customerColumns, fieldLabel, headingIn, isHeading, type Locale, messagesFor } from '@clientele/projections'
import type { Moment } from '../moment/moment.js'

type Register = Moment['register']

/** The columns that a list of customers may show: those of the register, then those of the host. */
export const availableColumns = ({ hostColumns }: Register): readonly string[] => [
  ...customerColumns,
  ...[...hostColumns].map(([column]) => column),
]

/** Whether a column is the register's own: only these can be saved. */
export const isOwnColumn = (column: string): boolean => customerColumns.includes(column)

/** The heading of a column of a list of customers. */
export const columnLabel = ({ hostColumns }: Register, column: string, locale: Locale): string => {
  const added = new Map(hostColumns).get(column)
  if (added !== undefined) return headingIn(added.heading, locale)
  const messages = messagesFor(locale)
  return isHeading(column) ? messages.headings[column] : fieldLabel(messages, column)
}
