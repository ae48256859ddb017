import { accept, decision, nothing, when, write } from '../../kernel/decision.js'
import type { Decisions } from '../../kernel/decision-table.js'
import {
  noChoosableValue,
  PropertyNotAssigned,
  UnknownTrackingDimension,
  unlessChoosable,
  unlessDimension,
} from '../../model/classifiers/rejections.js'
import { classifiersStream } from '../../model/classifiers/state.js'
import { trackingCatalogue } from '../../model/classifiers/tracking.js'
import { noOpenCustomer, unlessCustomer, whenArchived } from '../../model/customer/rejections.js'
import { customerStream } from '../../model/customer/state.js'
import {
  AssignCustomerProperty,
  RemoveCustomerProperty,
  SetTrackingItem,
  type traitCommands,
} from '../../model/customer-traits/commands.js'
import {
  CustomerPropertyAssigned,
  CustomerPropertyRemoved,
  TrackingItemSet,
} from '../../model/customer-traits/events.js'
import { trackedAs } from '../../model/customer-traits/state.js'

const reads = ({ customerId }: { readonly customerId: string }) => ({
  customer: customerStream(customerId),
  classifiers: classifiersStream,
})

const setTrackingItem = decision({
  command: SetTrackingItem,
  appends: [TrackingItemSet],
  rejects: [...noOpenCustomer, UnknownTrackingDimension, ...noChoosableValue],
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

/** Assigns a property; customers may have any number of properties. */
const assignCustomerProperty = decision({
  command: AssignCustomerProperty,
  appends: [CustomerPropertyAssigned],
  rejects: [...noOpenCustomer, ...noChoosableValue],
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
  appends: [CustomerPropertyRemoved],
  rejects: [...noOpenCustomer, PropertyNotAssigned],
  reads: ({ customerId }) => ({ customer: customerStream(customerId) }),
  decide: ({ customer }, { customerId, property }) =>
    unlessCustomer(customer, customerId) ??
    when(!customer.traits.properties.includes(property), PropertyNotAssigned({ property })) ??
    whenArchived(customer, customerId) ??
    accept(write(customerStream(customerId), CustomerPropertyRemoved({ property }))),
})

export const traitDecisions = {
  SetTrackingItem: setTrackingItem,
  AssignCustomerProperty: assignCustomerProperty,
  RemoveCustomerProperty: removeCustomerProperty,
} satisfies Decisions<typeof traitCommands>
