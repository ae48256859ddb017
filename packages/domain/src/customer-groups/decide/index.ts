import type { Decisions } from '../../kernel/decision.js'
import type { customerGroupCommands } from '../commands.js'
import * as catalogue from './catalogue.js'
import { deleteCustomerGroup } from './delete.js'

export const customerGroupDecisions: Decisions<typeof customerGroupCommands> = {
  CreateCustomerGroup: catalogue.createCustomerGroup,
  RenameCustomerGroup: catalogue.renameCustomerGroup,
  MoveCustomerGroup: catalogue.moveCustomerGroup,
  SetGroupNumberingStart: catalogue.setGroupNumberingStart,
  SetGroupLedgerAccount: catalogue.setGroupLedgerAccount,
  SetGroupCostObjects: catalogue.setGroupCostObjects,
  GrantGroupVisibility: catalogue.grantGroupVisibility,
  RevokeGroupVisibility: catalogue.revokeGroupVisibility,
  DeleteCustomerGroup: deleteCustomerGroup,
  ArchiveCustomerGroup: catalogue.archiveCustomerGroup,
  RestoreCustomerGroup: catalogue.restoreCustomerGroup,
}
