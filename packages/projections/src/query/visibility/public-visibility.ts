import type { Either } from 'fp-ts/lib/Either.js'
import { type ReadableRegister, registerBehind } from '../../register/readable-register.js'
import type { Register } from '../../register/register.js'
import { visibleCustomers as visibleIn } from './customers.js'
import { visiblePersonIds } from './persons.js'
import { unlessViewer as unlessViewerIn, type ViewerRefused, type Viewing } from './viewer.js'

/** Refuses a viewer that is neither the host nor an active employee; `null` if the viewer is allowed. */
export const unlessViewer = (
  register: Register | ReadableRegister,
  viewer: unknown,
): Either<ViewerRefused, never> | null => unlessViewerIn(registerBehind(register), viewer)

/** Returns a predicate for the ids of the customers that a viewer may see. */
export const visibleCustomers = (
  register: Register | ReadableRegister,
  viewing: Viewing,
): ((customerId: string) => boolean) => visibleIn(registerBehind(register), viewing)

/** Returns a predicate for the ids of the persons that a viewer may see; it is true for unknown ids. */
export const visiblePersons = (
  register: Register | ReadableRegister,
  viewing: Viewing,
): ((personId: string) => boolean) => visiblePersonIds(registerBehind(register), viewing)
