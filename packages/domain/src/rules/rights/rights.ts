import type { NamedDefinition } from '../../kernel/message.js'
import { partyFields } from './touched.js'

/** A right, described for users, and the commands listed under it; `rightOf` covers the others. */
export type Right = { readonly means: string; readonly commands: readonly string[] }

const rightsTable = {
  anybody: {
    means: 'Anybody: these commands touch nothing that belongs to somebody.',
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
    means: 'Saved reports: the author or an administrator. A new report belongs to its author.',
    commands: ['SaveReport', 'ShareReportWithOffice', 'DeleteReport'],
  },
  customer: {
    means:
      'Customers with their contacts, projects and activities. A private customer: its owner and administrators. A customer ' +
      'of a closed group: employees without the salesperson role, the salespersons of its list, and the employees ' +
      'responsible for the customer today and their substitutes. A contact is reached through any of its customers; a ' +
      'private contact, and the private customer that it is: by its owner and administrators.',
    // Plus every command that is not listed and has a field of `partyFields`.
    commands: ['MergeCustomers', 'MergeContacts', 'ChangeMeetingOwner'],
  },
  owner: {
    means:
      'The owner of a customer, and whether it is private: the owner or an administrator. Without an owner: as `customer`.',
    commands: ['ChangeCustomerOwner', 'MarkCustomerPrivate', 'MarkCustomerPublic'],
  },
  oneself: {
    means:
      'The name, teams and mailboxes of an employee, its substitutes, and the handover of its responsibilities: the ' +
      'employee or an administrator.',
    commands: [
      'ChangeEmployeeDetails',
      'SetEmployeeTeams',
      'EnableEmailLinking',
      'DisableEmailLinking',
      'PlanAbsence',
      'CancelAbsence',
      'ReassignResponsibilities',
    ],
  },
  groupSight: {
    means:
      'Which salespersons see the customers of a group: administrators. Deleting, moving and saving a group need this ' +
      'right only if they change that.',
    commands: [
      'GrantGroupVisibility',
      'RevokeGroupVisibility',
      'SaveCustomerGroup',
      'MoveCustomerGroup',
      'DeleteCustomerGroup',
    ],
  },
  begin: {
    means: 'Registering employees and initialising the tenant: administrators; anybody until the register has had one.',
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

/** The right that lists a command; `never` if none does. */
export type ListingRight<Command extends string> = {
  [K in RightName]: Command extends (typeof rightsTable)[K]['commands'][number] ? K : never
}[RightName]

/** Every right by name. A command is listed at most once. */
export const rights: { readonly [K in RightName]: Right } = rightsTable

const isRightName = (name: string): name is RightName => Object.hasOwn(rights, name)

const listedRights: ReadonlyMap<string, RightName> = new Map(
  Object.entries(rights).flatMap(([name, { commands }]) =>
    isRightName(name) ? commands.map((command) => [command, name] as const) : [],
  ),
)

const namesParty = ({ fields }: NamedFields): boolean => partyFields.some((field) => Object.hasOwn(fields, field))

type NamedFields = Pick<NamedDefinition, 'type' | 'fields'>

/**
 * Returns the right a command needs: the one that lists it, else `customer` if it names a customer, person, project or
 * activity, else `administer`.
 */
export const rightOf = (command: NamedFields): RightName =>
  listedRights.get(command.type) ?? (namesParty(command) ? 'customer' : 'administer')
