import {
  AddCustomerToGroup,
  AddCustomerToSpecialGroup,
  AddProjectParticipant,
  ArchiveCustomer,
  AssignResponsible,
  AttachPropertyToContactGroup,
  ChangeAttractionChannel,
  ChangeCustomerNumber,
  ChangeCustomerOwner,
  ChangeCustomerSegment,
  ChangeCustomerStatus,
  ChangeEmployeeDetails,
  ChangePolicy,
  ChangeSetting,
  DefineRole,
  DescribeSpecialGroup,
  GrantGroupVisibility,
  isRecord,
  LinkContactToCompany,
  MarkCustomerPrivate,
  MarkCustomerPublic,
  type Message,
  MoveCustomerGroup,
  MoveCustomerToGroup,
  RenameClassifierValue,
  RenameCustomerGroup,
  RenameProject,
  RenameSpecialGroup,
  RestoreCustomer,
  SetCustomerKind,
  SetEmployeeTeams,
  SetGroupLedgerAccount,
  SetGroupNumberingStart,
  SetSellerInformation,
} from '@clientele/domain'
import type { FileKind, ImportRow, Known, Plan } from './kind.js'
import type { RowChange } from './problem.js'

/** The columns that a command changes. */
const columnsOfCommands: { readonly [command: string]: readonly string[] } = {
  [AddCustomerToGroup.type]: ['groupId'],
  [MoveCustomerToGroup.type]: ['groupId'],
  [AddCustomerToSpecialGroup.type]: ['specialGroupIds'],
  [ChangeCustomerNumber.type]: ['number'],
  [ChangeCustomerOwner.type]: ['ownerId'],
  [ChangeCustomerSegment.type]: ['segment'],
  [ChangeCustomerStatus.type]: ['status'],
  [ChangeAttractionChannel.type]: ['attractionChannel'],
  [SetCustomerKind.type]: ['customerKind'],
  [MarkCustomerPrivate.type]: ['private'],
  [MarkCustomerPublic.type]: ['private'],
  [ArchiveCustomer.type]: ['archived'],
  [RestoreCustomer.type]: ['archived'],
  [LinkContactToCompany.type]: ['customerIds'],
  [AddProjectParticipant.type]: ['participantIds'],
  [ChangeEmployeeDetails.type]: ['name', 'email'],
  [SetEmployeeTeams.type]: ['teams'],
  [SetSellerInformation.type]: ['salesperson', 'sellerCode'],
  [RenameCustomerGroup.type]: ['name'],
  [MoveCustomerGroup.type]: ['parentId'],
  [SetGroupNumberingStart.type]: ['numberingStart'],
  [SetGroupLedgerAccount.type]: ['ledgerAccount'],
  [GrantGroupVisibility.type]: ['salespersonIds'],
  [RenameProject.type]: ['name'],
  [RenameSpecialGroup.type]: ['name'],
  [DescribeSpecialGroup.type]: ['legend'],
  [RenameClassifierValue.type]: ['name'],
  [AttachPropertyToContactGroup.type]: ['contactGroup'],
  [ChangeSetting.type]: ['value'],
  [ChangePolicy.type]: ['value'],
  [DefineRole.type]: ['name', 'kind', 'cardinality', 'required'],
}

const columnsOf = ({ type, data }: Message): readonly string[] => {
  const { changes, roleId } = isRecord(data) ? data : {}
  if (type === AssignResponsible.type && typeof roleId === 'string') return [roleId]
  return isRecord(changes) ? Object.keys(changes) : (columnsOfCommands[type] ?? [])
}

/** The change that a plan makes, with the columns of the kind of file. */
export const rowChange = (
  row: ImportRow,
  { create = [], update = [], add = [], deferred = [] }: Plan,
  { columns }: Pick<FileKind, 'columns'>,
  known: Known,
): Pick<RowChange, 'what' | 'subject' | 'columns'> => {
  const isNew = create.length > 0
  const changed = isNew ? [] : [...update, ...add, ...deferred].flatMap(columnsOf)
  return {
    what: isNew ? 'new' : 'changed',
    subject: row.subject(known),
    columns: [...new Set(changed)].filter((column) => Object.hasOwn(columns, column)),
  }
}
