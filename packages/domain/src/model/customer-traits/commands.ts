import { ClassifierValue, CustomerId, TrackingDimension } from '../../ids.js'
import { nullable } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'

/** A value from the selection list of the dimension; `null` clears it. */
export const SetTrackingItem = command(
  'SetTrackingItem',
  {
    customerId: CustomerId,
    dimension: TrackingDimension,
    value: nullable(ClassifierValue),
  },
  'Sets what a customer is tracked by in one dimension, such as its region.',
)

const property = { customerId: CustomerId, property: ClassifierValue }
export const AssignCustomerProperty = command('AssignCustomerProperty', property, 'Gives a customer a property.')
export const RemoveCustomerProperty = command('RemoveCustomerProperty', property, 'Takes a property from a customer.')

export const traitCommands = { SetTrackingItem, AssignCustomerProperty, RemoveCustomerProperty }
