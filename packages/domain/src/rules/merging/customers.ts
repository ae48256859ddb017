import {
  accept,
  type Meta,
  type Outcome,
  steppedDecision,
  type Write,
  when,
  whenFound,
  write,
} from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import { CustomerHasDocuments, noOpenCustomer, unlessCustomer, whenArchived } from '../../model/customer/rejections.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import { MergeCustomers } from '../../model/merging/commands.js'
import { mergeablePersonFields } from '../../model/merging/fields.js'
import { CannotMergeWithItself, CustomerKindMismatch, MergeWouldReveal } from '../../model/merging/rejections.js'
import { type Person, personStream } from '../../model/person/state.js'
import { PersonIsErased } from '../../model/privacy/rejections.js'
import type { Project } from '../../model/project/state.js'
import { movePersons, moveProjects } from './company.js'
import { customerMerge, duplicateEvents, survivorEvents, takeResponsibilities } from './customer.js'
import { type Merging, mergeReads, type States } from './customer-reads.js'
import { mergePerson, type PersonPair, personMerge, takeCompanies } from './person.js'
import { idsIn, markAsMerge } from './states.js'
import { withCopiedTerms } from './terms.js'
import {
  type CustomerWithProjects,
  customersWithProjects,
  type Known,
  revealsCustomer,
  revealsPerson,
} from './visibility.js'

const without = <State>(states: ReadonlyMap<StreamName, State>, excluded: StreamName): ReadonlyMap<StreamName, State> =>
  new Map([...states].filter(([stream]) => stream !== excluded))

/** Merges the persons of two private customers, if they are two records. */
const mergePersons = (states: States, data: Merging, meta: Meta): PersonPair | null => {
  const { themselves, settings, portals } = states
  const [survivorId, duplicateId] = [states.survivor.personId, states.duplicate.personId]
  const survivor = themselves.get(personStream(survivorId ?? '').name)
  const duplicate = themselves.get(personStream(duplicateId ?? '').name)
  if (survivorId === null || duplicateId === null || survivorId === duplicateId) return null
  if (survivor === undefined || duplicate === undefined || duplicate.mergedInto !== null) return null
  const move = { from: data.duplicateId, to: data.survivorId }
  const rules = { policies: settings.policies, meta }
  return {
    survivorId,
    duplicateId,
    survivor: withCopiedTerms(survivor, move, rules),
    duplicate: withCopiedTerms(duplicate, move, rules),
    policies: settings.policies,
    today: meta.today,
    fieldChoices: (data.fieldChoices ?? []).flatMap(({ field, from }) => {
      const shared = mergeablePersonFields.find((one) => one === field)
      return shared === undefined ? [] : [{ field: shared, from }]
    }),
    portals: without(portals, customerStream(data.duplicateId).name),
    projects: states.participations,
  }
}

const writesOf = (states: States, data: Merging, meta: Meta): readonly Write[] => {
  const { survivorId, duplicateId } = data
  const pair = mergePersons(states, data, meta)
  const move = { from: duplicateId, to: survivorId }
  const portalUserIds = states.duplicate.billing.portalUserIds.map((id) =>
    id === pair?.duplicateId ? pair.survivorId : id,
  )
  return [
    write(customerStream(survivorId), ...survivorEvents(states, data, [...new Set(portalUserIds)], meta)),
    write(customerStream(duplicateId), ...duplicateEvents(survivorId, states)),
    ...movePersons(without(states.persons, personStream(pair?.duplicateId ?? '').name), move, {
      policies: states.settings.policies,
      meta,
    }),
    ...(pair === null ? [] : mergePerson(pair)),
    ...moveProjects(states.projects, move),
  ]
}

const findErased = (persons: ReadonlyMap<StreamName, Person>): string | undefined =>
  idsIn([...persons].filter(([, { privacy }]) => privacy.erasure !== null).map(([stream]) => stream))[0]

const knownOf = ({ groups, settings, ...states }: States): Known => ({
  groups,
  policies: settings.policies,
  employees: new Map([...states.employees, ...states.atCompanies, ...states.onProjects, ...states.substitutes]),
})

type Pair = { readonly survivor: CustomerWithProjects; readonly duplicate: CustomerWithProjects }

/** Whether merging the two persons would show one to an employee who sees only a company of the other. */
const wouldRevealPersons = (states: States, { survivor, duplicate }: Pair, pair: PersonPair): boolean => {
  const withProjects = (ids: readonly string[]): readonly CustomerWithProjects[] =>
    customersWithProjects(ids, states.companies, states.companyProjects)
  const persons = {
    survivor: { person: pair.survivor, customers: [survivor, ...withProjects(pair.survivor.companies)] },
    duplicate: { person: pair.duplicate, customers: [duplicate, ...withProjects(pair.duplicate.companies)] },
    taken: withProjects(takeCompanies(pair)),
  }
  return revealsPerson(persons, knownOf(states), pair.today)
}

const wouldReveal = (states: States, data: Merging, meta: Meta): boolean => {
  const { survivorId, duplicateId } = data
  const { survivor, duplicate, projects, ownProjects } = states
  const withProjects = (
    customer: Customer,
    id: string,
    all: ReadonlyMap<StreamName, Project>,
  ): CustomerWithProjects => ({
    customer,
    projects: [...all.values()].filter(({ customerId }) => customerId === id),
    itself: states.themselves.get(personStream(customer.personId ?? '').name),
  })
  const customers = {
    survivor: withProjects(survivor, survivorId, ownProjects),
    duplicate: withProjects(duplicate, duplicateId, projects),
    taken: [
      ...takeResponsibilities(states, meta),
      ...[...projects.values()].flatMap(({ responsibilities }) => responsibilities.assignments),
    ],
  }
  const pair = mergePersons(states, data, meta)
  const { today } = meta
  return (
    revealsCustomer(customers, knownOf(states), today) || (pair !== null && wouldRevealPersons(states, customers, pair))
  )
}

const unlessMergeable = (states: States, data: Merging, meta: Meta): Outcome | null => {
  const { survivor, duplicate, settings } = states
  const { survivorId, duplicateId } = data
  const count = duplicate.documents.size
  const erased = findErased(states.themselves)
  return (
    when(survivorId === duplicateId, CannotMergeWithItself({ id: survivorId })) ??
    unlessCustomer(survivor, survivorId) ??
    unlessCustomer(duplicate, duplicateId) ??
    when(survivor.kind !== duplicate.kind, CustomerKindMismatch({ survivorId, duplicateId })) ??
    whenFound(erased, (personId) => PersonIsErased({ personId })) ??
    whenArchived(survivor, survivorId) ??
    whenArchived(duplicate, duplicateId) ??
    when(
      settings.policies.mergedDuplicate === 'delete' && count > 0,
      CustomerHasDocuments({ customerId: duplicateId, count }),
    ) ??
    when(wouldReveal(states, data, meta), MergeWouldReveal({ survivorId, duplicateId }))
  )
}

/**
 * Merges two records of a customer: the survivor keeps its group and its values, and takes over everything of the
 * duplicate that it lacks; permissions never widen. The duplicate stays readable and points to the survivor.
 */
export const mergeCustomers = steppedDecision({
  command: MergeCustomers,
  appends: [...customerMerge, ...personMerge],
  rejects: [
    CannotMergeWithItself,
    ...noOpenCustomer,
    CustomerKindMismatch,
    PersonIsErased,
    CustomerHasDocuments,
    MergeWouldReveal,
  ],
  reads: mergeReads,
  decide: (states, data, meta) =>
    unlessMergeable(states, data, meta) ?? accept(...markAsMerge(writesOf(states, data, meta))),
})
