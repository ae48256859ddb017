import { reading } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import type { DataOf } from '../../kernel/message.js'
import { customersWithPortalUser } from '../../model/billing/state.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import { type CustomerGroups, customerGroupsStream } from '../../model/customer-groups/state.js'
import { type Employee, employeeStream } from '../../model/employee/state.js'
import type { MergeCustomers } from '../../model/merging/commands.js'
import { contactsOfCompany, personsWithTermsAt } from '../../model/person/memberships.js'
import { type Person, personStream } from '../../model/person/state.js'
import { projectsOfCustomer, projectsOfPerson } from '../../model/project/memberships.js'
import { type Project, projectStream } from '../../model/project/state.js'
import { rolesStream } from '../../model/roles/state.js'
import { settingsStream } from '../../model/settings/state.js'
import { specialGroupsStream } from '../../model/special-groups/state.js'
import type { CustomerPair } from './customer.js'
import { byId, idsIn } from './states.js'
import { isShownToSome, responsiblesOf, substitutesOf } from './visibility.js'

/** The data of `MergeCustomers`. */
export type Merging = DataOf<typeof MergeCustomers>

/** The states that the merge of two customers depends on. */
export type States = CustomerPair & {
  readonly groups: CustomerGroups
  /** The persons of the two private customers. */
  readonly themselves: ReadonlyMap<StreamName, Person>
  /** The persons of the duplicate, and those with a ban or property there. */
  readonly persons: ReadonlyMap<StreamName, Person>
  readonly projects: ReadonlyMap<StreamName, Project>
  readonly portals: ReadonlyMap<StreamName, Customer>
  readonly participations: ReadonlyMap<StreamName, Project>
  /** The projects of the survivor, if one of the records has restricted visibility. */
  readonly ownProjects: ReadonlyMap<StreamName, Project>
  /** The companies of the two persons; with projects and responsible employees if their visibility is restricted. */
  readonly companies: ReadonlyMap<StreamName, Customer>
  readonly companyProjects: ReadonlyMap<StreamName, Project>
  readonly atCompanies: ReadonlyMap<StreamName, Employee>
  readonly onProjects: ReadonlyMap<StreamName, Employee>
  readonly substitutes: ReadonlyMap<StreamName, Employee>
}

const personIdsOf = (...customers: readonly Customer[]): readonly string[] =>
  customers.flatMap(({ personId }) => personId ?? [])

/** Reads two customers with their related records, and the records that determine who sees them. */
export const mergeReads = reading(({ survivorId, duplicateId }: Merging) => ({
  survivor: customerStream(survivorId),
  duplicate: customerStream(duplicateId),
  settings: settingsStream,
  roles: rolesStream,
  groups: customerGroupsStream,
  specialGroups: specialGroupsStream,
  contactsFound: { index: contactsOfCompany, keys: [duplicateId] },
  othersFound: { index: personsWithTermsAt, keys: [duplicateId] },
  projectsFound: { index: projectsOfCustomer, keys: [duplicateId] },
}))
  .also(({ survivorId }, _meta, { survivor, duplicate, settings, groups, ...found }) => ({
    employees: responsiblesOf(survivor, duplicate).map(employeeStream),
    themselves: personIdsOf(survivor, duplicate).map(personStream),
    persons: [...new Set([...idsIn(found.contactsFound), ...idsIn(found.othersFound)])].map(personStream),
    projects: idsIn(found.projectsFound).map(projectStream),
    portalsFound: { index: customersWithPortalUser, keys: personIdsOf(duplicate) },
    participationsFound: { index: projectsOfPerson, keys: personIdsOf(duplicate) },
    // Needed only if visibility is restricted.
    ownProjectsFound: {
      index: projectsOfCustomer,
      keys: [survivor, duplicate].some((one) => isShownToSome(one, { groups, policies: settings.policies }))
        ? [survivorId]
        : [],
    },
  }))
  .also((_data, _meta, { themselves, portalsFound, participationsFound, ownProjectsFound }) => ({
    companies: [...new Set([...themselves.values()].flatMap((person) => person.companies))].map(customerStream),
    portals: idsIn(portalsFound).map(customerStream),
    participations: idsIn(participationsFound).map(projectStream),
    ownProjects: idsIn(ownProjectsFound).map(projectStream),
  }))
  .also((_data, _meta, { companies, groups, settings: { policies } }) => {
    const restricted = byId(companies).filter(([, company]) => isShownToSome(company, { groups, policies }))
    return {
      companyProjectsFound: { index: projectsOfCustomer, keys: restricted.map(([customerId]) => customerId) },
      atCompanies: responsiblesOf(...restricted.map(([, company]) => company)).map(employeeStream),
    }
  })
  .also((_data, _meta, { companyProjectsFound }) => ({
    companyProjects: idsIn(companyProjectsFound).map(projectStream),
  }))
  .also((_data, _meta, { projects, ownProjects, companyProjects }) => ({
    onProjects: responsiblesOf(...projects.values(), ...ownProjects.values(), ...companyProjects.values()).map(
      employeeStream,
    ),
  }))
  .also((_data, _meta, { employees, atCompanies, onProjects }) => ({
    substitutes: substitutesOf([...employees.values(), ...atCompanies.values(), ...onProjects.values()]).map(
      employeeStream,
    ),
  }))
