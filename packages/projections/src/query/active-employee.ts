import type { CalendarDate } from '@clientele/domain'
import type { EmployeeRow } from '../tables/rows.js'

/** Whether an employee is active on a day. */
export const isActive = ({ inactiveFrom }: EmployeeRow, day: CalendarDate): boolean =>
  inactiveFrom === null || day < inactiveFrom
