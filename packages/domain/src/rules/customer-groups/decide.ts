import type { Decisions } from '../../kernel/decision.js'
import type { customerGroupCommands } from '../../model/customer-groups/commands.js'
import * as catalogue from './catalogue.js'
import { deleteCustomerGroup } from './delete.js'
import { saveCustomerGroup } from './form.js'
import * as place from './place.js'

export const customerGroupDecisions: Decisions<typeof customerGroupCommands> = {
  CreateCustomerGroup: place.createCustomerGroup,
  RenameCustomerGroup: place.renameCustomerGroup,
  MoveCustomerGroup: place.moveCustomerGroup,
  SetGroupNumberingStart: catalogue.setGroupNumberingStart,
  SetGroupLedgerAccount: catalogue.setGroupLedgerAccount,
  SetGroupCostObjects: catalogue.setGroupCostObjects,
  GrantGroupVisibility: catalogue.grantGroupVisibility,
  RevokeGroupVisibility: catalogue.revokeGroupVisibility,
  DeleteCustomerGroup: deleteCustomerGroup,
  SaveCustomerGroup: saveCustomerGroup,
  ArchiveCustomerGroup: catalogue.archiveCustomerGroup,
  RestoreCustomerGroup: catalogue.restoreCustomerGroup,
}
