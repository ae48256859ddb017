import { idOfStream, type StreamOf } from '../../kernel/aggregate.js'
import { type Lookup, type Meta, noNeeds, type Outcome, type Reading, reading, when } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import { covers } from '../../kernel/values/interval.js'
import { type Activity, activityStream } from '../../model/activity/state.js'
import { NotOwner } from '../../model/customer/rejections.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import { type CustomerGroups, customerGroupsStream } from '../../model/customer-groups/state.js'
import { employeesStoodInFor } from '../../model/employee/memberships.js'
import { type Employee, employeeStream } from '../../model/employee/state.js'
import { type Person, personStream } from '../../model/person/state.js'
import { projectsOfCustomer } from '../../model/project/memberships.js'
import { type Project, projectStream } from '../../model/project/state.js'
import type { Responsibilities } from '../../model/responsibilities/state.js'
import { NotAmongSalespersons } from '../../model/rights/rejections.js'
import { type Settings, settingsStream } from '../../model/settings/state.js'
import { actorReads, isUnrestricted, mayAll, type RightGuard } from './actor.js'
import { isAdmitted, isKnownTo, isOwnedBy } from './reach.js'
import { combine, customersOfPerson, customersOfProject, type Naming, namedParties, touchedBy } from './touched.js'

type States<S> = ReadonlyMap<StreamName, S>
type Streams<S> = readonly StreamOf<S>[]

const none: States<never> = new Map<StreamName, never>()

const isInGroup = ({ groups }: Customer): boolean => groups.length > 0

type ActorReads = { readonly rightActor: StreamOf<Employee>; readonly rightActivities?: Streams<Activity> }

type PartyReads = {
  readonly rightNamed?: Streams<Customer>
  readonly rightPersons?: Streams<Person>
  readonly rightProjects?: Streams<Project>
}

const readParties = <D>(naming: (data: D) => Naming) =>
  reading((data: D, meta: Meta): ActorReads => {
    const { actor: rightActor } = actorReads(meta)
    const { activityId } = naming(data)
    return activityId === undefined ? { rightActor } : { rightActor, rightActivities: [activityStream(activityId)] }
  }).also((data, meta, { rightActor, rightActivities }): PartyReads => {
    if (mayAll({ rightActor }, meta)) return noNeeds
    const own = namedParties(naming(data))
    const { customerIds, personIds, projectIds } =
      rightActivities === undefined ? own : combine(own, ...[...rightActivities.values()].map(touchedBy))
    const rightNamed = customerIds.map(customerStream)
    if (personIds.length + projectIds.length === 0) return { rightNamed }
    return { rightNamed, rightPersons: personIds.map(personStream), rightProjects: projectIds.map(projectStream) }
  })

type CustomerReads = { readonly rightBehind?: Streams<Customer> }

/** The persons of private customers: a private person hides its customer, too. */
type PersonReads = { readonly rightThemselves?: Streams<Person> }

type VisibilityReads = {
  readonly rightGroups?: StreamOf<CustomerGroups>
  readonly rightSettings?: StreamOf<Settings>
  readonly rightOwnProjects?: Lookup
  readonly rightAbsent?: Lookup
}

type ResponsibilityReads = { readonly rightProjectsHeld?: Streams<Project>; readonly rightAway?: Streams<Employee> }

/** The records whose visibility is in question. */
type Parties = {
  readonly rightActor: Employee
  readonly rightNamed?: States<Customer>
  readonly rightPersons?: States<Person>
  readonly rightProjects?: States<Project>
}

/**
 * Reads what decides whether the actor may access the parties: groups and responsibilities only if a customer may be
 * hidden from the actor.
 */
export const readBehind = <D, P extends Parties>(parties: Reading<D, P>) =>
  parties
    .also((_data, meta, { rightActor, rightPersons = none, rightProjects = none }): CustomerReads => {
      if (mayAll({ rightActor }, meta) || rightPersons.size + rightProjects.size === 0) return noNeeds
      const persons = [...rightPersons.values()].flatMap(customersOfPerson)
      const projects = [...rightProjects.values()].flatMap(customersOfProject)
      return { rightBehind: [...new Set([...persons, ...projects])].map(customerStream) }
    })
    .also((_data, meta, { rightActor, rightNamed = none, rightBehind = none }): PersonReads & VisibilityReads => {
      const customers = [...rightNamed, ...rightBehind]
      const themselves = customers.flatMap(([, { personId }]) => (personId === null ? [] : [personStream(personId)]))
      const personReads: PersonReads = themselves.length === 0 ? noNeeds : { rightThemselves: themselves }
      if (isUnrestricted(rightActor, meta)) return personReads
      const inGroups = customers.filter(([, customer]) => isInGroup(customer))
      if (inGroups.length === 0) return personReads
      return {
        ...personReads,
        rightGroups: customerGroupsStream,
        rightSettings: settingsStream,
        rightOwnProjects: { index: projectsOfCustomer, keys: inGroups.map(([stream]) => idOfStream(stream)) },
        rightAbsent: { index: employeesStoodInFor, keys: [meta.by] },
      }
    })
    .also((_data, _meta, { rightOwnProjects, rightAbsent }): ResponsibilityReads => {
      if (rightOwnProjects === undefined || rightAbsent === undefined) return noNeeds
      return {
        rightProjectsHeld: rightOwnProjects.map((stream) => projectStream(idOfStream(stream))),
        rightAway: rightAbsent.map((stream) => employeeStream(idOfStream(stream))),
      }
    })

/** Parties with what decides whether the actor may access them. */
export type Known = Parties & {
  readonly rightBehind?: States<Customer>
  readonly rightThemselves?: States<Person>
  readonly rightGroups?: CustomerGroups
  readonly rightSettings?: Settings
  readonly rightProjectsHeld?: States<Project>
  readonly rightAway?: States<Employee>
}

/** Returns the employees the actor acts for today: itself, and those it substitutes for. */
const holdersFor = ({ rightAway = none }: Known, { by, today }: Meta): ReadonlySet<string> =>
  new Set([
    by,
    ...[...rightAway]
      .filter(([, { absences }]) => absences.some((one) => one.substituteId === by && covers(one, today)))
      .map(([stream]) => idOfStream(stream)),
  ])

const isResponsible = (known: Known, customer: Customer, customerId: string, meta: Meta): boolean => {
  const holders = holdersFor(known, meta)
  const isHeld = ({ assignments }: Responsibilities): boolean =>
    assignments.some((one) => holders.has(one.employeeId) && covers(one, meta.today))
  const projects = [...(known.rightProjectsHeld ?? none).values()].filter(
    (project) => project.customerId === customerId,
  )
  return isHeld(customer.responsibilities) || projects.some(({ responsibilities }) => isHeld(responsibilities))
}

const isAdmittedByGroups = (known: Known, customer: Customer, meta: Meta): boolean => {
  const { rightActor: actor, rightGroups: groups, rightSettings: settings } = known
  if (groups === undefined || settings === undefined) return true
  return isAdmitted({ actor, groups, policies: settings.policies, meta }, customer)
}

/** Whether a customer, or its person, is private to another employee. */
const isPrivateToOthers = ({ rightActor, rightThemselves = none }: Known, customer: Customer, meta: Meta): boolean => {
  if (customer.private && !isOwnedBy(customer, rightActor, meta)) return true
  const itself = rightThemselves.get(personStream(customer.personId ?? '').name)
  return itself !== undefined && !isKnownTo(itself, rightActor, meta)
}

/**
 * Refuses another employee's private customer or contact, and a customer of a closed group that does not admit the
 * actor.
 */
const unlessAccessible = (known: Known, customer: Customer, customerId: string, meta: Meta): Outcome | null => {
  if (!customer.registered || customer.deleted) return null
  const { by } = meta
  if (isPrivateToOthers(known, customer, meta)) return NotOwner({ by })
  return isAdmittedByGroups(known, customer, meta) || isResponsible(known, customer, customerId, meta)
    ? null
    : NotAmongSalespersons({ by })
}

const refusalOf = (known: Known, customerId: string, meta: Meta): Outcome | null => {
  const { name } = customerStream(customerId)
  const customer = known.rightNamed?.get(name) ?? known.rightBehind?.get(name)
  return customer === undefined ? null : unlessAccessible(known, customer, customerId, meta)
}

/** Refuses only if all customers are refused: a person is accessible through any of its customers. */
const unlessAnyAccessible = (known: Known, customerIds: readonly string[], meta: Meta): Outcome | null => {
  const refusals = customerIds.map((customerId) => refusalOf(known, customerId, meta))
  return refusals.includes(null) ? null : (refusals[0] ?? null)
}

/** Refuses another employee's private contact, and a person that no customer accessible to the actor has. */
export const unlessPersonAccessible = (known: Known, person: Person, meta: Meta): Outcome | null =>
  when(!isKnownTo(person, known.rightActor, meta), NotOwner({ by: meta.by })) ??
  unlessAnyAccessible(known, customersOfPerson(person), meta)

/** Refuses unless the actor may access every customer, person and project that a command names. */
export const customersGuard = <D>(naming: (data: D) => Naming): RightGuard<D, Known> => ({
  reads: readBehind(readParties(naming)),
  unless: (known, _data, meta) => {
    const { rightNamed = none, rightPersons = none, rightProjects = none } = known
    let refusal: Outcome | null = null
    for (const [stream, customer] of rightNamed) refusal ??= unlessAccessible(known, customer, idOfStream(stream), meta)
    for (const person of rightPersons.values()) refusal ??= unlessPersonAccessible(known, person, meta)
    for (const project of rightProjects.values())
      refusal ??= unlessAnyAccessible(known, customersOfProject(project), meta)
    return refusal
  },
})
