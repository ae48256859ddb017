import { accept, type Meta, type Outcome, reading, steppedDecision, when } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import type { DataOf } from '../../kernel/message.js'
import { customersWithPortalUser } from '../../model/billing/state.js'
import { customersAbsorbedBy } from '../../model/customer/memberships.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import { type CustomerGroups, customerGroupsStream } from '../../model/customer-groups/state.js'
import { type Employee, employeeStream } from '../../model/employee/state.js'
import { MergeContacts } from '../../model/merging/commands.js'
import { CannotMergeWithItself, MergeWouldReveal } from '../../model/merging/rejections.js'
import { AlreadyPrivateCustomer, noPerson, unlessPerson } from '../../model/person/rejections.js'
import { type Person, personStream } from '../../model/person/state.js'
import { projectsOfCustomer, projectsOfPerson } from '../../model/project/memberships.js'
import { type Project, projectStream } from '../../model/project/state.js'
import { type Settings, settingsStream } from '../../model/settings/state.js'
import { mergePerson, type PersonPair, personMerge, takeCompanies } from './person.js'
import { byId, idsIn, markAsMerge } from './states.js'
import {
  type CustomerWithProjects,
  customersWithProjects,
  isShownToSome,
  responsiblesOf,
  revealsPerson,
  substitutesOf,
} from './visibility.js'

type Merging = DataOf<typeof MergeContacts>

type States = {
  readonly survivor: Person
  readonly duplicate: Person
  readonly settings: Settings
  /** The customers merged into the survivor's private customer. */
  readonly absorbed: readonly StreamName[]
  readonly customers: ReadonlyMap<StreamName, Customer>
  readonly portals: ReadonlyMap<StreamName, Customer>
  readonly projects: ReadonlyMap<StreamName, Project>
  readonly groups: CustomerGroups
  /**
   * The projects of customers with restricted visibility, their responsible employees, and the substitutes of those.
   */
  readonly theirProjects: ReadonlyMap<StreamName, Project>
  readonly employees: ReadonlyMap<StreamName, Employee>
  readonly onProjects: ReadonlyMap<StreamName, Employee>
  readonly substitutes: ReadonlyMap<StreamName, Employee>
}

const placesOf = ({ companies, privateCustomerId }: Person): readonly string[] =>
  privateCustomerId === null ? companies : [...companies, privateCustomerId]

const reads = reading(({ survivorId, duplicateId }: Merging) => ({
  survivor: personStream(survivorId),
  duplicate: personStream(duplicateId),
  settings: settingsStream,
  portalsFound: { index: customersWithPortalUser, keys: [duplicateId] },
  projectsFound: { index: projectsOfPerson, keys: [duplicateId] },
  groups: customerGroupsStream,
}))
  .also((_data, _meta, { survivor, duplicate, portalsFound, projectsFound }) => ({
    absorbed: {
      index: customersAbsorbedBy,
      keys: survivor.privateCustomerId === null ? [] : [survivor.privateCustomerId],
    },
    customers: [...new Set([survivor, duplicate].flatMap(placesOf))].map(customerStream),
    portals: idsIn(portalsFound).map(customerStream),
    projects: idsIn(projectsFound).map(projectStream),
  }))
  // Responsible employees matter only for customers with restricted visibility.
  .also((_data, _meta, { customers, groups, settings: { policies } }) => {
    const restricted = byId(customers).filter(([, customer]) => isShownToSome(customer, { groups, policies }))
    return {
      theirProjectsFound: { index: projectsOfCustomer, keys: restricted.map(([customerId]) => customerId) },
      employees: responsiblesOf(...restricted.map(([, customer]) => customer)).map(employeeStream),
    }
  })
  .also((_data, _meta, { theirProjectsFound }) => ({
    theirProjects: idsIn(theirProjectsFound).map(projectStream),
  }))
  .also((_data, _meta, { theirProjects }) => ({
    onProjects: responsiblesOf(...theirProjects.values()).map(employeeStream),
  }))
  .also((_data, _meta, { employees, onProjects }) => ({
    substitutes: substitutesOf([...employees.values(), ...onProjects.values()]).map(employeeStream),
  }))

const pairOf = (
  states: States,
  { survivorId, duplicateId, fieldChoices = [] }: Merging,
  { today }: Meta,
): PersonPair => {
  const { survivor, duplicate, settings, portals, projects } = states
  const { policies } = settings
  return { survivorId, duplicateId, survivor, duplicate, policies, today, fieldChoices, portals, projects }
}

/** Refuses a duplicate that is a private customer of its own, unless that was merged into the survivor's. */
const unlessOwnCustomer = ({ survivor, duplicate, absorbed, customers }: States, personId: string): Outcome | null => {
  const customerId = duplicate.privateCustomerId
  if (customerId === null) return null
  const stream = customerStream(customerId).name
  const into = customers.get(stream)?.mergedInto
  const isAbsorbed = into != null && (into === survivor.privateCustomerId || absorbed.includes(stream))
  return when(!isAbsorbed, AlreadyPrivateCustomer({ personId, customerId }))
}

const wouldReveal = (states: States, data: Merging, meta: Meta): boolean => {
  const { survivor, duplicate, customers, theirProjects, groups, settings } = states
  const withProjects = (ids: readonly string[]): readonly CustomerWithProjects[] =>
    customersWithProjects(ids, customers, theirProjects)
  return revealsPerson(
    {
      survivor: { person: survivor, customers: withProjects(placesOf(survivor)) },
      duplicate: { person: duplicate, customers: withProjects(placesOf(duplicate)) },
      taken: withProjects(takeCompanies(pairOf(states, data, meta))),
    },
    {
      groups,
      policies: settings.policies,
      employees: new Map([...states.employees, ...states.onProjects, ...states.substitutes]),
    },
    meta.today,
  )
}

const unlessMergeable = (states: States, data: Merging, meta: Meta): Outcome | null => {
  const { survivorId, duplicateId } = data
  const { survivor, duplicate } = states
  return (
    when(survivorId === duplicateId, CannotMergeWithItself({ id: survivorId })) ??
    unlessPerson(survivor, survivorId) ??
    unlessPerson(duplicate, duplicateId) ??
    unlessOwnCustomer(states, duplicateId) ??
    when(wouldReveal(states, data, meta), MergeWouldReveal({ survivorId, duplicateId }))
  )
}

/**
 * Merges two records of a person. A duplicate that is a private customer is refused: it is invoiced under its own
 * number, so it must be the survivor, or its customer must be merged.
 */
export const mergeContacts = steppedDecision({
  command: MergeContacts,
  appends: personMerge,
  rejects: [CannotMergeWithItself, ...noPerson, AlreadyPrivateCustomer, MergeWouldReveal],
  reads,
  decide: (states, data, meta) =>
    unlessMergeable(states, data, meta) ?? accept(...markAsMerge(mergePerson(pairOf(states, data, meta)))),
})
