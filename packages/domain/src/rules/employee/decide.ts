import type { Decisions } from '../../kernel/decision.js'
import type { employeeCommands } from '../../model/employee/commands.js'
import { planAbsence } from './absence.js'
import { disableEmailLinking, enableEmailLinking } from './email-linking.js'
import { deactivateEmployee, reassignResponsibilities } from './leaving.js'
import * as record from './record.js'

export const employeeDecisions: Decisions<typeof employeeCommands> = {
  RegisterEmployee: record.registerEmployee,
  ChangeEmployeeDetails: record.changeEmployeeDetails,
  SetEmployeeTeams: record.setEmployeeTeams,
  SetSellerInformation: record.setSellerInformation,
  DeactivateEmployee: deactivateEmployee,
  ReactivateEmployee: record.reactivateEmployee,
  PlanAbsence: planAbsence,
  ReassignResponsibilities: reassignResponsibilities,
  EnableEmailLinking: enableEmailLinking,
  DisableEmailLinking: disableEmailLinking,
}
