// Stored forever: a released name or field is never changed, only superseded.
import { SpecialGroupId } from '../../ids.js'
import { nullable, optional, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'

export const SpecialGroupCreated = event('SpecialGroupCreated', {
  specialGroupId: SpecialGroupId,
  name: text,
  legend: optional(nullable(text)),
})

export const SpecialGroupRenamed = event('SpecialGroupRenamed', {
  specialGroupId: SpecialGroupId,
  from: text,
  to: text,
})

export const SpecialGroupDescribed = event('SpecialGroupDescribed', {
  specialGroupId: SpecialGroupId,
  from: optional(nullable(text)),
  to: nullable(text),
})

export const SpecialGroupDeleted = event('SpecialGroupDeleted', {
  specialGroupId: SpecialGroupId,
  name: optional(text),
})

export const specialGroupEvents = {
  SpecialGroupCreated,
  SpecialGroupRenamed,
  SpecialGroupDescribed,
  SpecialGroupDeleted,
}

export type SpecialGroupEvent = MessageOf<typeof specialGroupEvents>
