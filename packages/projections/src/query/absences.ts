import { type CalendarDate, covers } from '@clientele/domain'
import type { Register } from '../register/register.js'
import type { AbsenceRow } from '../tables/rows.js'
import { memoizeUntilChange } from './memoize.js'

/** The absences of a day by absent employee, with the substitute. Substitution is not transitive. */
export type Absences = ReadonlyMap<string, AbsenceRow>

const absencesByDay = memoizeUntilChange<Absences>()

/** The absences of a day, cached. */
export const absencesOn = (register: Register, asOf: CalendarDate): Absences =>
  absencesByDay(register, asOf, () => {
    const absences = new Map<string, AbsenceRow>()
    for (const absence of register.tables.absences.rows())
      if (covers(absence, asOf)) absences.set(absence.employeeId, absence)
    return absences
  })

/** The absences for which an employee is the substitute: on a day, or all if no day is given. */
export const absencesCoveredBy = (
  { tables }: Register,
  substituteId: string,
  asOf: CalendarDate | undefined,
): readonly AbsenceRow[] =>
  [...tables.absences.rowsWhere('substituteId', substituteId)].filter(
    (absence) => asOf === undefined || covers(absence, asOf),
  )

type Days = { readonly from: CalendarDate | null; readonly until: CalendarDate | null }

/** Limits a responsibility to the days of an absence, for the substitute. */
export const limitToAbsence = <A extends Days>(assignment: A, { from, until }: AbsenceRow): A => ({
  ...assignment,
  from: assignment.from !== null && assignment.from > from ? assignment.from : from,
  until: assignment.until !== null && assignment.until < until ? assignment.until : until,
})
