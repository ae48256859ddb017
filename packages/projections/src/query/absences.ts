import { type CalendarDate, covers } from '@clientele/domain'
import type { Register } from '../register/register.js'
import type { AbsenceRow } from '../tables/rows.js'
import { memoizeUntilChange } from './memoize.js'

/** Who is away on a day, by employee: the absence says who stands in. Nobody is passed on when the substitute is away too. */
export type Absences = ReadonlyMap<string, AbsenceRow>

const absencesByDay = memoizeUntilChange<Absences>()

/** The absences of a day; without one employee away, it is empty and costs the views nothing. */
export const absencesOn = (register: Register, asOf: CalendarDate): Absences =>
  absencesByDay(register, asOf, () => {
    const away = new Map<string, AbsenceRow>()
    for (const absence of register.tables.absences.rows())
      if (covers(absence, asOf)) away.set(absence.employeeId, absence)
    return away
  })

/** For whom an employee stands in on a day; without a day, on any. */
export const standsInFor = (
  { tables }: Register,
  substituteId: string,
  asOf: CalendarDate | undefined,
): readonly AbsenceRow[] =>
  [...tables.absences.rowsWhere('substituteId', substituteId)].filter(
    (absence) => asOf === undefined || covers(absence, asOf),
  )

type Days = { readonly from: CalendarDate | null; readonly until: CalendarDate | null }

/** A responsibility as its substitute has it: on the days of the absence only. */
export const limitToAbsence = <A extends Days>(assignment: A, { from, until }: AbsenceRow): A => ({
  ...assignment,
  from: assignment.from !== null && assignment.from > from ? assignment.from : from,
  until: assignment.until !== null && assignment.until < until ? assignment.until : until,
})
