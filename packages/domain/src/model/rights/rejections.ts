import { rejection } from '../../kernel/rejection.js'

/** The actor is a salesperson outside the list of the customer's group, and not responsible for the customer. */
export const NotAmongSalespersons = rejection('NotAmongSalespersons', { by: 'text' })

/** The actor is neither the employee it is about nor an administrator. */
export const NotOneself = rejection('NotOneself', { by: 'text' })

/** A question is asked as somebody who is no employee; nobody's name, an empty one included, is the host's. */
export const UnknownViewer = rejection('UnknownViewer', { viewer: 'text' })

/** A question is asked as an employee who has left; `since` is the first day no longer active. */
export const ViewerHasLeft = rejection('ViewerHasLeft', { viewer: 'text', since: 'text' })

export const rightRejections = { NotAmongSalespersons, NotOneself, UnknownViewer, ViewerHasLeft }
