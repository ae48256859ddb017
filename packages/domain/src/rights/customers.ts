import { activityStream } from '../activity/state.js'
import { NotOwner } from '../customer/rejections.js'
import { type Customer, customerStream } from '../customer/state.js'
import { type CustomerGroups, customerGroupsStream } from '../customer-groups/state.js'
import { employeesStoodInFor } from '../employee/memberships.js'
import { type Employee, employeeStream } from '../employee/state.js'
import { idOfStream } from '../kernel/aggregate.js'
import { type Meta, type Outcome, reading } from '../kernel/decision.js'
import type { StreamName } from '../kernel/event.js'
import { covers } from '../kernel/interval.js'
import { type Person, personStream } from '../person/state.js'
import { projectsOfCustomer } from '../project/memberships.js'
import { type Project, projectStream } from '../project/state.js'
import type { Responsibilities } from '../responsibilities/state.js'
import { type Settings, settingsStream } from '../settings/state.js'
import { type Asking, actorReads, isUnrestricted } from './actor.js'
import { isAdmitted, isOwnedBy } from './reach.js'
import { NotAmongSalespersons } from './rejections.js'
import { customersOfPerson, customersOfProject, type Naming, namedIn, together, touchedBy } from './touched.js'

type States<S> = ReadonlyMap<StreamName, S>

const isInGroup = ({ groups }: Customer): boolean => groups.length > 0

const named = <D>(naming: (data: D) => Naming) =>
  reading((_data: D, meta: Meta) => ({ rightActor: actorReads(meta).actor }))
    .also((data) => {
      const { activityId } = naming(data)
      return { rightActivities: activityId === undefined ? [] : [activityStream(activityId)] }
    })
    .also((data, _meta, { rightActivities }) => {
      const own = namedIn(naming(data))
      const touched = rightActivities.size === 0 ? own : together(own, ...[...rightActivities.values()].map(touchedBy))
      return {
        rightNamed: touched.customerIds.map(customerStream),
        rightPersons: touched.personIds.map(personStream),
        rightProjects: touched.projectIds.map(projectStream),
      }
    })

const reads = <D>(naming: (data: D) => Naming) =>
  named(naming)
    .also((_data, _meta, { rightPersons, rightProjects }) => ({
      rightBehind: [
        ...new Set([
          ...[...rightPersons.values()].flatMap(customersOfPerson),
          ...[...rightProjects.values()].flatMap(customersOfProject),
        ]),
      ].map(customerStream),
    }))
    .also((_data, meta, { rightActor, rightNamed, rightBehind }) => {
      const isRestricted = !isUnrestricted(rightActor, meta)
      const inGroups = [...rightNamed, ...rightBehind].filter(([, customer]) => isRestricted && isInGroup(customer))
      return {
        rightGroups: inGroups.length === 0 ? [] : [customerGroupsStream],
        rightSettings: inGroups.length === 0 ? [] : [settingsStream],
        rightOwnProjects: { index: projectsOfCustomer, keys: inGroups.map(([stream]) => idOfStream(stream)) },
        rightAbsent: { index: employeesStoodInFor, keys: inGroups.length === 0 ? [] : [meta.by] },
      }
    })
    .also((_data, _meta, { rightOwnProjects, rightAbsent }) => ({
      rightProjectsHeld: rightOwnProjects.map((stream) => projectStream(idOfStream(stream))),
      rightAway: rightAbsent.map((stream) => employeeStream(idOfStream(stream))),
    }))

type Known = {
  readonly rightActor: Employee
  readonly rightNamed: States<Customer>
  readonly rightBehind: States<Customer>
  readonly rightPersons: States<Person>
  readonly rightProjects: States<Project>
  readonly rightGroups: States<CustomerGroups>
  readonly rightSettings: States<Settings>
  readonly rightProjectsHeld: States<Project>
  readonly rightAway: States<Employee>
}

const firstOf = <S>(states: States<S>): S | undefined => states.values().next().value

/** Whom the actor acts for today: itself, and those away for whom it stands in. */
const holdersFor = ({ rightAway }: Known, { by, today }: Meta): ReadonlySet<string> =>
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
  const projects = [...known.rightProjectsHeld.values()].filter((project) => project.customerId === customerId)
  return isHeld(customer.responsibilities) || projects.some(({ responsibilities }) => isHeld(responsibilities))
}

const isOpen = (known: Known, customer: Customer, meta: Meta): boolean => {
  const [groups, settings] = [firstOf(known.rightGroups), firstOf(known.rightSettings)]
  if (groups === undefined || settings === undefined) return true
  return isAdmitted({ actor: known.rightActor, groups, policies: settings.policies, meta }, customer)
}

/** Refused for a private customer of somebody else, and for one of a closed group that leaves the actor out. */
const unlessTheirs = (known: Known, customer: Customer, customerId: string, meta: Meta): Outcome | null => {
  if (!customer.registered || customer.deleted) return null
  const { by } = meta
  if (customer.private && !isOwnedBy(customer, known.rightActor, meta)) return NotOwner({ by })
  return isOpen(known, customer, meta) || isResponsible(known, customer, customerId, meta)
    ? null
    : NotAmongSalespersons({ by })
}

const refusalOf = (known: Known, customerId: string, meta: Meta): Outcome | null => {
  const { name } = customerStream(customerId)
  const customer = known.rightNamed.get(name) ?? known.rightBehind.get(name)
  return customer === undefined ? null : unlessTheirs(known, customer, customerId, meta)
}

/** Refused only where none of some customers is the actor's to touch; a person is reached by any it belongs to. */
const unlessAny = (known: Known, customerIds: readonly string[], meta: Meta): Outcome | null => {
  const refusals = customerIds.map((customerId) => refusalOf(known, customerId, meta))
  return refusals.includes(null) ? null : (refusals[0] ?? null)
}

const firstRefusal = (outcomes: readonly (Outcome | null)[]): Outcome | null =>
  outcomes.find((outcome) => outcome !== null) ?? null

/** Refused unless every customer, person and project a command names is the actor's to touch (S24, K27, 4-P13). */
export const customersGuard = <D>(naming: (data: D) => Naming): Asking<D, Known> => ({
  reads: reads(naming),
  unless: (known, _data, meta) =>
    firstRefusal([
      ...[...known.rightNamed].map(([stream]) => refusalOf(known, idOfStream(stream), meta)),
      ...[...known.rightPersons.values()].map((person) => unlessAny(known, customersOfPerson(person), meta)),
      ...[...known.rightProjects.values()].map((project) => unlessAny(known, customersOfProject(project), meta)),
    ]),
})
