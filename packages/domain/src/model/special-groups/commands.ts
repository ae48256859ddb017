import { SpecialGroupId } from '../../ids.js'
import { nullable, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'

/** `specialGroupId` defaults to a new id. */
export const CreateSpecialGroup = command(
  'CreateSpecialGroup',
  {
    specialGroupId: optional(SpecialGroupId),
    name: text,
    legend: optional(nullable(text)),
  },
  'Creates a special group.',
)

export const RenameSpecialGroup = command(
  'RenameSpecialGroup',
  { specialGroupId: SpecialGroupId, name: text },
  'Renames a special group.',
)

export const DescribeSpecialGroup = command(
  'DescribeSpecialGroup',
  {
    specialGroupId: SpecialGroupId,
    legend: nullable(text),
  },
  'Says what a special group is for.',
)

export const DeleteSpecialGroup = command(
  'DeleteSpecialGroup',
  { specialGroupId: SpecialGroupId },
  'Deletes a special group, and takes its customers out of it.',
)

export const specialGroupCommands = { CreateSpecialGroup, RenameSpecialGroup, DescribeSpecialGroup, DeleteSpecialGroup }
