import { idOfStream } from '../../kernel/aggregate.js'
import { type Meta, newId, type Outcome, when } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import { isUnlinked, type Links, linkedTo } from '../../model/activity/links.js'
import { ActivityAlreadyRegistered, whenRegistered } from '../../model/activity/rejections.js'
import { type Activity, activityStream } from '../../model/activity/state.js'
import { MissingRequiredField, noOpenCustomer, unlessCustomer, whenArchived } from '../../model/customer/rejections.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import { noPerson, unlessPerson } from '../../model/person/rejections.js'
import { type Person, personStream } from '../../model/person/state.js'
import { ProjectNotFound, unlessProject } from '../../model/project/rejections.js'
import { type Project, projectStream } from '../../model/project/state.js'

/** The id and links of a new activity. */
export type About = {
  readonly activityId?: string | undefined
  readonly links?: Links | undefined
  readonly personIds?: readonly string[] | undefined
}

/** Returns the id of a new activity: the given one, or a new one. */
export const activityIdFor = ({ activityId }: About, meta: Meta): string => activityId ?? newId(meta)

/** Reads whether the activity exists already, and what it will be linked to. */
export const linkingReads = (about: About, meta: Meta) => {
  const { personIds, customerIds, projectIds } = linkedTo(about)
  return {
    activity: activityStream(activityIdFor(about, meta)),
    persons: personIds.map(personStream),
    customers: customerIds.map(customerStream),
    projects: projectIds.map(projectStream),
  }
}

type States<State> = ReadonlyMap<StreamName, State>

type LinkingStates = {
  readonly activity: Activity
  readonly persons: States<Person>
  readonly customers: States<Customer>
  readonly projects: States<Project>
}

const unlessEach = <State>(
  states: States<State>,
  unless: (state: State, id: string) => Outcome | null,
): Outcome | null => {
  for (const [stream, state] of states) {
    const objection = unless(state, idOfStream(stream))
    if (objection !== null) return objection
  }
  return null
}

const unlessOpenCustomer = (customer: Customer, customerId: string): Outcome | null =>
  unlessCustomer(customer, customerId) ?? whenArchived(customer, customerId)

/** The rejections of `unlessLinkable`. */
export const notLinkable = [
  ActivityAlreadyRegistered,
  MissingRequiredField,
  ...noPerson,
  ...noOpenCustomer,
  ProjectNotFound,
] as const

/** Refuses unless the activity is new and linked to something, and all of that exists and is not archived. */
export const unlessLinkable = (states: LinkingStates, about: About, meta: Meta): Outcome | null =>
  whenRegistered(states.activity, activityIdFor(about, meta)) ??
  when(isUnlinked(linkedTo(about)), MissingRequiredField({ fields: ['links'] })) ??
  unlessEach(states.persons, unlessPerson) ??
  unlessEach(states.customers, unlessOpenCustomer) ??
  unlessEach(states.projects, unlessProject)

/** Creates the link fields of an event: the persons, and the links as given. */
export const linksIn = (about: About) => ({
  personIds: linkedTo(about).personIds,
  ...(about.links === undefined ? {} : { links: about.links }),
})
