import { type RejectionsOf, UnknownViewer, ViewerHasLeft } from '@clientele/domain'
import type { Either } from 'fp-ts/lib/Either.js'
import type { Register } from '../../register/register.js'
import type { EmployeeRow } from '../../tables/rows.js'
import { isActive } from '../active-employee.js'
import type { MalformedQuestion } from '../malformed-question.js'

/**
 * Who looks: an employee, by id. Without `viewer` the embedding service looks as itself and sees everything; a viewer that
 * is there and is no active employee, an empty one included, sees nothing. Rights are judged by today, whatever day a
 * question is about.
 */
export type Viewing = { readonly viewer?: string | undefined }

/** Why a question was not answered: it was asked as nobody who may look. */
export type ViewerRefused = RejectionsOf<{
  readonly UnknownViewer: typeof UnknownViewer
  readonly ViewerHasLeft: typeof ViewerHasLeft
}>

/** The employee who looks; `null` for one who is none or has left. */
export const activeViewer = ({ rightsRegister }: Register, { viewer }: Viewing): EmployeeRow | 'host' | null => {
  if (viewer === undefined) return 'host'
  const employee = rightsRegister.tables.employees.get(viewer)
  return employee !== undefined && isActive(employee, rightsRegister.today()) ? employee : null
}

/** Whether an administrator looks, or the host. */
export const isAdministrator = (register: Register, viewing: Viewing): boolean => {
  const looker = activeViewer(register, viewing)
  return looker === 'host' || looker?.admin === true
}

/** Whether somebody with access to the CRM looks, or the host (S24). */
export const hasCrmAccess = (register: Register, viewing: Viewing): boolean => {
  const looker = activeViewer(register, viewing)
  return looker === 'host' || looker?.crmAccess === true
}

/** Refused unless the host looks, or an active employee. */
export const unlessViewer = ({ rightsRegister }: Register, viewer: unknown): Either<ViewerRefused, never> | null => {
  if (viewer === undefined) return null
  const employee = typeof viewer === 'string' ? rightsRegister.tables.employees.get(viewer) : undefined
  if (employee === undefined) return UnknownViewer({ viewer: typeof viewer === 'string' ? viewer : '' })
  return isActive(employee, rightsRegister.today())
    ? null
    : ViewerHasLeft({ viewer: employee.employeeId, since: employee.inactiveFrom ?? '' })
}

/** Why a question was not answered: it does not decode, or was asked as nobody who may look. */
export type RefusedQuestion = MalformedQuestion | ViewerRefused

/** What a view that answers with plain rows throws when it refuses a question; `refusal` says why. */
export type QuestionRefused = Error & { readonly name: 'QuestionRefused'; readonly refusal: RefusedQuestion }

/** The refusal as an error. */
export const questionRefused = (refusal: RefusedQuestion): QuestionRefused =>
  Object.assign(new Error(`The question is refused: ${refusal.error}.`), { name: 'QuestionRefused' as const, refusal })

/** The refusal an error carries; `null` for any other error. */
export const refusalOf = (error: unknown): RefusedQuestion | null =>
  error instanceof Error && error.name === 'QuestionRefused' && 'refusal' in error
    ? (error as QuestionRefused).refusal
    : null
