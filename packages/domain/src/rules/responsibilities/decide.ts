import type { Decisions } from '../../kernel/decision.js'
import type { responsibilityCommands } from '../../model/responsibilities/commands.js'
import { assignResponsible } from './assign.js'
import { changeResponsibilityInterval, endResponsibility } from './interval.js'
import { removeResponsible, toggleResponsible } from './remove.js'
import { addResponsibleRole, reassignRole, removeResponsibleRole } from './roles.js'

export const responsibilityDecisions: Decisions<typeof responsibilityCommands> = {
  AssignResponsible: assignResponsible,
  ToggleResponsible: toggleResponsible,
  RemoveResponsible: removeResponsible,
  EndResponsibility: endResponsibility,
  ChangeResponsibilityInterval: changeResponsibilityInterval,
  AddResponsibleRole: addResponsibleRole,
  RemoveResponsibleRole: removeResponsibleRole,
  ReassignRole: reassignRole,
}
