import { type CalendarDate, covers } from '@clientele/domain'
import type { Register } from '../register/register.js'
import type { AbsenceRow } from '../tables/rows.js'
import { memoizeUntilChange } from './memoize.js'

/** The absences of a day by employee, with the substitute. Substitution is not transitive. */
export type Absences = ReadonlyMap<string, AbsenceRow>

const absencesByDay = memoizeUntilChange<Absences>()

/** The absences of a day, cached. */
export const absencesOn = (register: Register, asOf: CalendarDate): Absences =>
  absencesByDay(register, asOf, () => {
    const away = new Map<string, AbsenceRow>()
    for (const absence of register.tables.absences.rows())
      if (covers(absence, asOf)) away.set(absence.employeeId, absence)
    return away
  })

/** The absences an employee is the substitute for, on a day or, without one, on any. */
export const absencesCoveredBy = (
  { tables }: Register,
  substituteId: string,
  asOf: CalendarDate | undefined,
): readonly AbsenceRow[] =>
  [...tables.absences.rowsWhere('substituteId', substituteId)].filter(
    (absence) => asOf === undefined || covers(absence, asOf),
  )

type Days = { readonly from: CalendarDate | null; readonly until: CalendarDate | null }

/** Limits a responsibility to the days of an absence, as its substitute has it. */
export const limitToAbsence = <A extends Days>(assignment: A, { from, until }: AbsenceRow): A => ({
  ...assignment,
  from: assignment.from !== null && assignment.from > from ? assignment.from : from,
  until: assignment.until !== null && assignment.until < until ? assignment.until : until,
})
