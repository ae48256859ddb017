import { ClassifierValue, EmployeeId, GroupId } from '../../ids.js'
import { boolean, integer, listOf, nullable, optional, personal } from '../../kernel/input/codec.js'
import { ContactInfo } from './details.js'

/**
 * The optional fields of a registration; `ownerId` defaults to the registering employee. `groupIds` adds several groups
 * (policy `groupMembership: multiple`), in addition to `groupId` if both are given.
 */
export const registrationFields = {
  segment: optional(nullable(ClassifierValue)),
  status: optional(nullable(ClassifierValue)),
  attractionChannel: optional(nullable(ClassifierValue)),
  customerKind: optional(nullable(ClassifierValue)),
  groupId: optional(nullable(GroupId)),
  groupIds: optional(listOf(GroupId)),
  number: optional(nullable(integer)),
  responsibleManager: optional(nullable(EmployeeId)),
  ownerId: optional(nullable(EmployeeId)),
  private: optional(nullable(boolean)),
  contactInfo: optional(personal(ContactInfo, 'personId')),
}
