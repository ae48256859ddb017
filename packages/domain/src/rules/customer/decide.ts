import type { Decisions } from '../../kernel/decision.js'
import type { customerCommands } from '../../model/customer/commands.js'
import { deleteCustomer } from './delete.js'
import * as details from './details.js'
import * as documents from './documents.js'
import * as groups from './groups.js'
import * as lifeCycle from './life-cycle.js'
import { registerCustomer } from './register.js'
import * as startDate from './start-date.js'

export const customerDecisions: Decisions<typeof customerCommands> = {
  RegisterCustomer: registerCustomer,
  ChangeCustomerDetails: details.changeCustomerDetails,
  ChangeCustomerSegment: details.changeCustomerSegment,
  ChangeCustomerStatus: details.changeCustomerStatus,
  ChangeAttractionChannel: details.changeAttractionChannel,
  SetCustomerKind: details.setCustomerKind,
  MoveCustomerToGroup: groups.moveCustomerToGroup,
  MoveCustomersToGroup: groups.moveCustomersToGroup,
  AddCustomerToGroup: groups.addCustomerToGroup,
  RemoveCustomerFromGroup: groups.removeCustomerFromGroup,
  SetCustomerGroups: groups.setCustomerGroups,
  AddCustomerToSpecialGroup: groups.addCustomerToSpecialGroup,
  RemoveCustomerFromSpecialGroup: groups.removeCustomerFromSpecialGroup,
  AddCustomersToSpecialGroup: groups.addCustomersToSpecialGroup,
  RecordInvoice: documents.recordInvoice,
  RecordSalesOrder: documents.recordSalesOrder,
  VoidDocument: documents.voidDocument,
  SetCustomerStartDate: startDate.setCustomerStartDate,
  ClearCustomerStartDate: startDate.clearCustomerStartDate,
  BackfillStartDate: startDate.backfillStartDate,
  ChangeCustomerOwner: lifeCycle.changeCustomerOwner,
  MarkCustomerPrivate: lifeCycle.markCustomerPrivate,
  MarkCustomerPublic: lifeCycle.markCustomerPublic,
  ChangeCustomerNumber: lifeCycle.changeCustomerNumber,
  ArchiveCustomer: lifeCycle.archiveCustomer,
  RestoreCustomer: lifeCycle.restoreCustomer,
  DeleteCustomer: deleteCustomer,
}
