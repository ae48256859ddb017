// Stored forever: a released name or field is never changed, only superseded.
import { ClassifierValue, TrackingDimension } from '../../ids.js'
import { nullable, optional } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'

/** Replaces the previous value of the dimension. */
export const TrackingItemSet = event('TrackingItemSet', {
  dimension: TrackingDimension,
  from: optional(nullable(ClassifierValue)),
  to: nullable(ClassifierValue),
})

export const CustomerPropertyAssigned = event('CustomerPropertyAssigned', { property: ClassifierValue })
export const CustomerPropertyRemoved = event('CustomerPropertyRemoved', { property: ClassifierValue })

export const traitEvents = { TrackingItemSet, CustomerPropertyAssigned, CustomerPropertyRemoved }

export type TraitEvent = MessageOf<typeof traitEvents>
