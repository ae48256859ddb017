import type { AssignmentRow, CustomerRow, EmployeeRow, PersonRow, ProjectRow, TrackingRow } from './rows.js'
import type { RowChange } from './table.js'

/** Change listeners: one for every table, and one each for tables that have indexes of their own. */
export type Listeners = {
  readonly every: (change: RowChange) => void
  readonly customers: (change: RowChange<CustomerRow>) => void
  readonly persons: (change: RowChange<PersonRow>) => void
  readonly employees: (change: RowChange<EmployeeRow>) => void
  readonly projects: (change: RowChange<ProjectRow>) => void
  readonly trackingItems: (change: RowChange<TrackingRow>) => void
  readonly assignments: (change: RowChange<AssignmentRow>) => void
}
