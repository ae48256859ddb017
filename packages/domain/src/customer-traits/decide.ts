import { PropertyNotAssigned, unlessChoosable, unlessDimension } from '../classifiers/rejections.js'
import { classifiersStream } from '../classifiers/state.js'
import { trackingCatalogue } from '../classifiers/tracking.js'
import { unlessCustomer, whenArchived } from '../customer/rejections.js'
import { customerStream } from '../customer/state.js'
import { accept, type Decisions, decision, nothing, when, write } from '../kernel/decision.js'
import { AssignCustomerProperty, RemoveCustomerProperty, SetTrackingItem, type traitCommands } from './commands.js'
import { CustomerPropertyAssigned, CustomerPropertyRemoved, TrackingItemSet } from './events.js'
import { trackedAs } from './state.js'

const reads = ({ customerId }: { readonly customerId: string }) => ({
  customer: customerStream(customerId),
  classifiers: classifiersStream,
})

const setTrackingItem = decision({
  command: SetTrackingItem,
  reads,
  decide: ({ customer, classifiers }, { customerId, dimension, value }) => {
    const from = trackedAs(customer.traits, dimension)
    return (
      unlessCustomer(customer, customerId) ??
      unlessDimension(classifiers, dimension) ??
      when(from === value, nothing) ??
      (value === null ? null : unlessChoosable(classifiers, trackingCatalogue(dimension), value)) ??
      whenArchived(customer, customerId) ??
      accept(write(customerStream(customerId), TrackingItemSet({ dimension, from, to: value })))
    )
  },
})

/** Any number of properties, each at most once (L16). */
const assignCustomerProperty = decision({
  command: AssignCustomerProperty,
  reads,
  decide: ({ customer, classifiers }, { customerId, property }) =>
    unlessCustomer(customer, customerId) ??
    when(customer.traits.properties.includes(property), nothing) ??
    unlessChoosable(classifiers, 'customerProperty', property) ??
    whenArchived(customer, customerId) ??
    accept(write(customerStream(customerId), CustomerPropertyAssigned({ property }))),
})

const removeCustomerProperty = decision({
  command: RemoveCustomerProperty,
  reads: ({ customerId }) => ({ customer: customerStream(customerId) }),
  decide: ({ customer }, { customerId, property }) =>
    unlessCustomer(customer, customerId) ??
    when(!customer.traits.properties.includes(property), PropertyNotAssigned({ property })) ??
    whenArchived(customer, customerId) ??
    accept(write(customerStream(customerId), CustomerPropertyRemoved({ property }))),
})

export const traitDecisions: Decisions<typeof traitCommands> = {
  SetTrackingItem: setTrackingItem,
  AssignCustomerProperty: assignCustomerProperty,
  RemoveCustomerProperty: removeCustomerProperty,
}
