import { ClassifierValue, CustomerId, TrackingDimension } from '../../ids.js'
import { nullable } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'

/** A value from the selection list of the dimension; `null` clears it. */
export const SetTrackingItem = command('SetTrackingItem', {
  customerId: CustomerId,
  dimension: TrackingDimension,
  value: nullable(ClassifierValue),
})

const property = { customerId: CustomerId, property: ClassifierValue }
export const AssignCustomerProperty = command('AssignCustomerProperty', property)
export const RemoveCustomerProperty = command('RemoveCustomerProperty', property)

export const traitCommands = { SetTrackingItem, AssignCustomerProperty, RemoveCustomerProperty }
