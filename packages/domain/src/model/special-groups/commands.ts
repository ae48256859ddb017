import { SpecialGroupId } from '../../ids.js'
import { nullable, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'

/** `specialGroupId` defaults to a new id. */
export const CreateSpecialGroup = command('CreateSpecialGroup', {
  specialGroupId: optional(SpecialGroupId),
  name: text,
  legend: optional(nullable(text)),
})

export const RenameSpecialGroup = command('RenameSpecialGroup', { specialGroupId: SpecialGroupId, name: text })

export const DescribeSpecialGroup = command('DescribeSpecialGroup', {
  specialGroupId: SpecialGroupId,
  legend: nullable(text),
})

export const DeleteSpecialGroup = command('DeleteSpecialGroup', { specialGroupId: SpecialGroupId })

export const specialGroupCommands = { CreateSpecialGroup, RenameSpecialGroup, DescribeSpecialGroup, DeleteSpecialGroup }
