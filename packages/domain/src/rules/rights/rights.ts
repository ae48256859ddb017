import type { NamedDefinition } from '../../kernel/message.js'
import { partyFields } from './touched.js'

/** A right, described for people, and the commands listed under it; `rightOf` covers the others. */
export type Right = { readonly means: string; readonly commands: readonly string[] }

const rightsTable = {
  anybody: {
    means: 'Anybody may: nothing is touched that belongs to somebody.',
    commands: [
      'RegisterContact',
      'RegisterPrivateCustomer',
      'CreateCustomerGroup',
      'RenameCustomerGroup',
      'SetGroupNumberingStart',
      'SetGroupLedgerAccount',
      'SetGroupCostObjects',
      'ArchiveCustomerGroup',
      'RestoreCustomerGroup',
      'CreateSpecialGroup',
      'RenameSpecialGroup',
      'DescribeSpecialGroup',
      'DeleteSpecialGroup',
      'ReleaseCustomerNumber',
      'DefineNumberSeries',
      'DefineRole',
      'RetireRole',
      'AddClassifierValue',
      'RenameClassifierValue',
      'RetireClassifierValue',
      'AddContactProperty',
      'AddContactGroup',
      'AttachPropertyToContactGroup',
      'RegisterEmail',
      'SaveListPreferences',
    ],
  },
  report: {
    means: "A saved report: its author or an administrator; a new one is its author's.",
    commands: ['SaveReport', 'ShareReportWithOffice', 'DeleteReport'],
  },
  customer: {
    means:
      'A customer, with its contacts, projects and activities: a private one only its owner or an administrator; one of a ' +
      'closed group only employees without the salesperson role, the salespersons of its list, and those responsible for ' +
      'it today or standing in for them. A contact is reached through any customer it belongs to.',
    // Plus every command that is not listed and has a field of `partyFields`.
    commands: ['MergeCustomers', 'MergeContacts', 'ChangeMeetingOwner'],
  },
  owner: {
    means:
      "Who owns a customer and whether it is private: its owner or an administrator; without an owner, as 'customer'.",
    commands: ['ChangeCustomerOwner', 'MarkCustomerPrivate', 'MarkCustomerPublic'],
  },
  oneself: {
    means:
      'What an employee is called, its teams and mailboxes, who stands in for it, and who takes over its responsibilities: ' +
      'itself or an administrator.',
    commands: [
      'ChangeEmployeeDetails',
      'SetEmployeeTeams',
      'EnableEmailLinking',
      'DisableEmailLinking',
      'PlanAbsence',
      'ReassignResponsibilities',
    ],
  },
  groupSight: {
    means:
      'Which salespersons see the customers of a group: administrators. Deleting, moving and saving a group ask for it ' +
      'where they would change that.',
    commands: [
      'GrantGroupVisibility',
      'RevokeGroupVisibility',
      'SaveCustomerGroup',
      'MoveCustomerGroup',
      'DeleteCustomerGroup',
    ],
  },
  begin: {
    means:
      'Registering employees, and the first settings of a register: administrators; anybody until there has been one.',
    commands: ['RegisterEmployee', 'InitialiseTenant'],
  },
  administer: {
    means: "Employees' rights, settings and policies, erasure, legal holds and restricted e-mails: administrators.",
    commands: [
      'DeactivateEmployee',
      'ReactivateEmployee',
      'SetSellerInformation',
      'ChangeSetting',
      'ChangePolicy',
      'PlaceLegalHold',
      'LiftLegalHold',
      'ErasePerson',
      'RestrictContactEmailAccess',
      'GrantContactEmailAccess',
    ],
  },
} as const satisfies { readonly [name: string]: Right }

export type RightName = keyof typeof rightsTable

/** Every right by name. A command is listed at most once. */
export const rights: { readonly [K in RightName]: Right } = rightsTable

const isRightName = (name: string): name is RightName => Object.hasOwn(rights, name)

const listedRights: ReadonlyMap<string, RightName> = new Map(
  Object.entries(rights).flatMap(([name, { commands }]) =>
    isRightName(name) ? commands.map((command) => [command, name] as const) : [],
  ),
)

const namesParty = ({ fields }: Asked): boolean => partyFields.some((field) => Object.hasOwn(fields, field))

type Asked = Pick<NamedDefinition, 'type' | 'fields'>

/**
 * Returns the right a command needs: the one that lists it, else `customer` if it names a customer, person, project or
 * activity, else `administer`.
 */
export const rightOf = (command: Asked): RightName =>
  listedRights.get(command.type) ?? (namesParty(command) ? 'customer' : 'administer')
