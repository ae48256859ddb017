import { rejection } from '../../kernel/rejection.js'

export const InvalidInterval = rejection('InvalidInterval', { from: 'optional', until: 'optional' }, 'invalid')
export const ResponsibilityOverlaps = rejection('ResponsibilityOverlaps', { assignmentId: 'text' })
export const ResponsibilityAlreadyEnded = rejection('ResponsibilityAlreadyEnded', {
  assignmentId: 'text',
  until: 'text',
})
export const AssignmentNotFound = rejection('AssignmentNotFound', { assignmentId: 'text' }, 'notFound')
export const NotResponsible = rejection('NotResponsible', { employeeId: 'text' })
export const RoleAlreadyHeld = rejection('RoleAlreadyHeld', { roleId: 'text', employeeId: 'text' })
export const RoleNotHeld = rejection('RoleNotHeld', { roleId: 'text', employeeId: 'optional' })

/** `from` is the first day without a holder. */
export const RequiredRoleVacant = rejection('RequiredRoleVacant', { roleId: 'text', from: 'text' })

export const responsibilityRejections = {
  InvalidInterval,
  ResponsibilityOverlaps,
  ResponsibilityAlreadyEnded,
  AssignmentNotFound,
  NotResponsible,
  RoleAlreadyHeld,
  RoleNotHeld,
  RequiredRoleVacant,
}
