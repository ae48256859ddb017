import { type RejectionsOf, UnknownViewer, ViewerHasLeft } from '@clientele/domain'
import type { Either } from 'fp-ts/lib/Either.js'
import type { Register } from '../../register/register.js'
import type { EmployeeRow } from '../../tables/rows.js'
import { isActive } from '../active-employee.js'
import type { MalformedQuestion } from '../malformed-question.js'

/**
 * The employee on whose behalf a query runs. Without `viewer` the embedding service sees everything; a viewer that is
 * no active employee, `''` included, sees nothing. Access rights are those of today, also in queries about other days.
 */
export type Viewing = { readonly viewer?: string | undefined }

/** The rejection of a viewer that is unknown or has left. */
export type ViewerRefused = RejectionsOf<{
  readonly UnknownViewer: typeof UnknownViewer
  readonly ViewerHasLeft: typeof ViewerHasLeft
}>

/** The viewing employee; `null` if unknown or no longer active, `'host'` without a viewer. */
export const activeViewer = ({ rightsRegister }: Register, { viewer }: Viewing): EmployeeRow | 'host' | null => {
  if (viewer === undefined) return 'host'
  const employee = rightsRegister.tables.employees.get(viewer)
  return employee !== undefined && isActive(employee, rightsRegister.today()) ? employee : null
}

/** Whether the viewer is an administrator or the host. */
export const isAdministrator = (register: Register, viewing: Viewing): boolean => {
  const employee = activeViewer(register, viewing)
  return employee === 'host' || employee?.admin === true
}

/** Whether the viewer has access to the CRM, or is the host. */
export const hasCrmAccess = (register: Register, viewing: Viewing): boolean => {
  const employee = activeViewer(register, viewing)
  return employee === 'host' || employee?.crmAccess === true
}

/** Refuses a viewer that is neither the host nor an active employee. */
export const unlessViewer = ({ rightsRegister }: Register, viewer: unknown): Either<ViewerRefused, never> | null => {
  if (viewer === undefined) return null
  const employee = typeof viewer === 'string' ? rightsRegister.tables.employees.get(viewer) : undefined
  if (employee === undefined) return UnknownViewer({ viewer: typeof viewer === 'string' ? viewer : '' })
  return isActive(employee, rightsRegister.today())
    ? null
    : ViewerHasLeft({ viewer: employee.employeeId, since: employee.inactiveFrom ?? '' })
}

/** Why a query was refused: it does not decode, or the viewer is not allowed. */
export type RefusedQuestion = MalformedQuestion | ViewerRefused

/** The error that views without an `Either` throw; `refusal` is the reason. */
export type QuestionRefused = Error & { readonly name: 'QuestionRefused'; readonly refusal: RefusedQuestion }

const shownProblems = 3

// Without the values that were given: they may be personal.
const detailsOf = (refusal: RefusedQuestion): string => {
  if (!('problems' in refusal)) return ''
  const shown = refusal.problems.slice(0, shownProblems)
  return ` (${shown.map(({ path, expected }) => (path === '' ? expected : `${path}: ${expected}`)).join('; ')})`
}

/** Wraps a refusal in an error, whose message names what is wrong. */
export const questionRefused = (refusal: RefusedQuestion): QuestionRefused =>
  Object.assign(new Error(`The question is refused: ${refusal.error}${detailsOf(refusal)}.`), {
    name: 'QuestionRefused' as const,
    refusal,
  })

const isQuestionRefused = (error: unknown): error is QuestionRefused =>
  error instanceof Error && error.name === 'QuestionRefused' && 'refusal' in error

/** The refusal an error carries; `null` for any other error. */
export const refusalOf = (error: unknown): RefusedQuestion | null => (isQuestionRefused(error) ? error.refusal : null)
