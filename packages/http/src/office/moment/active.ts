import type { EmployeeRow } from '@clientele/projections'

/** Whether an employee is active on a day. */
export const isActive = ({ inactiveFrom }: EmployeeRow, day: string): boolean =>
  inactiveFrom === null || inactiveFrom > day
