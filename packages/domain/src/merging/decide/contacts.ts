import { customersWithPortalUser } from '../../billing/state.js'
import { customersAbsorbedBy } from '../../customer/memberships.js'
import { type Customer, customerStream } from '../../customer/state.js'
import { accept, type Meta, type Outcome, reading, steppedDecision, when } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import type { DataOf } from '../../kernel/message.js'
import { AlreadyPrivateCustomer, unlessPerson } from '../../person/rejections.js'
import { type Person, personStream } from '../../person/state.js'
import { projectsOfPerson } from '../../project/memberships.js'
import { type Project, projectStream } from '../../project/state.js'
import { type Settings, settingsStream } from '../../settings/state.js'
import { MergeContacts } from '../commands.js'
import { companiesTaken, type PersonPair, personMerged } from '../person.js'
import { CannotMergeWithItself, MergeWouldReveal } from '../rejections.js'
import { revealsPerson } from '../secrecy.js'
import { idsIn, ofMerge } from '../states.js'

type Merging = DataOf<typeof MergeContacts>

type States = {
  readonly survivor: Person
  readonly duplicate: Person
  readonly settings: Settings
  /** Customers that were merged into the one the survivor is. */
  readonly absorbed: readonly StreamName[]
  readonly customers: ReadonlyMap<StreamName, Customer>
  readonly portals: ReadonlyMap<StreamName, Customer>
  readonly projects: ReadonlyMap<StreamName, Project>
}

const placesOf = ({ companies, privateCustomerId }: Person): readonly string[] =>
  privateCustomerId === null ? companies : [...companies, privateCustomerId]

const reads = reading(({ survivorId, duplicateId }: Merging) => ({
  survivor: personStream(survivorId),
  duplicate: personStream(duplicateId),
  settings: settingsStream,
  portalsFound: { index: customersWithPortalUser, keys: [duplicateId] },
  projectsFound: { index: projectsOfPerson, keys: [duplicateId] },
})).also((_data, _meta, { survivor, duplicate, portalsFound, projectsFound }) => ({
  absorbed: {
    index: customersAbsorbedBy,
    keys: survivor.privateCustomerId === null ? [] : [survivor.privateCustomerId],
  },
  customers: [...new Set([survivor, duplicate].flatMap(placesOf))].map(customerStream),
  portals: idsIn(portalsFound).map(customerStream),
  projects: idsIn(projectsFound).map(projectStream),
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

/** A duplicate that is a customer of its own cannot go; one that was merged into the survivor's is none any more. */
const unlessOwnCustomer = ({ survivor, duplicate, absorbed, customers }: States, personId: string): Outcome | null => {
  const customerId = duplicate.privateCustomerId
  if (customerId === null) return null
  const stream = customerStream(customerId).name
  const into = customers.get(stream)?.mergedInto ?? null
  const isAbsorbed = into !== null && (into === survivor.privateCustomerId || absorbed.includes(stream))
  return when(!isAbsorbed, AlreadyPrivateCustomer({ personId, customerId }))
}

const unlessMergeable = (states: States, data: Merging, meta: Meta): Outcome | null => {
  const { survivorId, duplicateId } = data
  const { survivor, duplicate, customers } = states
  const persons = { survivor, duplicate, companiesTaken: companiesTaken(pairOf(states, data, meta)) }
  const customerOf = (customerId: string): Customer | undefined => customers.get(customerStream(customerId).name)
  return (
    when(survivorId === duplicateId, CannotMergeWithItself({ id: survivorId })) ??
    unlessPerson(survivor, survivorId) ??
    unlessPerson(duplicate, duplicateId) ??
    unlessOwnCustomer(states, duplicateId) ??
    when(revealsPerson(persons, customerOf), MergeWouldReveal({ survivorId, duplicateId }))
  )
}

/**
 * Makes one person of two. A duplicate that is a private customer cannot go: it is invoiced under its own number, so it
 * has to be the survivor, or its customer is merged.
 */
export const mergeContacts = steppedDecision({
  command: MergeContacts,
  reads,
  decide: (states, data, meta) =>
    unlessMergeable(states, data, meta) ?? accept(...ofMerge(personMerged(pairOf(states, data, meta)))),
})
