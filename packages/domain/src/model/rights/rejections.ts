import { rejection } from '../../kernel/rejection.js'

/**
 * The actor is a salesperson who is not on the visibility list of the customer's group, and not responsible for the
 * customer.
 */
export const NotAmongSalespersons = rejection('NotAmongSalespersons', { by: 'text' }, 'forbidden')

/** The actor is neither the employee in question nor an administrator. */
export const NotOneself = rejection('NotOneself', { by: 'text' }, 'forbidden')

/** The viewer is not an employee; only a missing viewer is the host. */
export const UnknownViewer = rejection('UnknownViewer', { viewer: 'text' }, 'forbidden')

/** The viewer is an employee who has left; `since` is the first day no longer active. */
export const ViewerHasLeft = rejection('ViewerHasLeft', { viewer: 'text', since: 'text' }, 'forbidden')

export const rightRejections = { NotAmongSalespersons, NotOneself, UnknownViewer, ViewerHasLeft }
