import { type Links, linkedTo } from '../../model/activity/links.js'
import type { Activity } from '../../model/activity/state.js'
import type { Person } from '../../model/person/state.js'
import type { Project } from '../../model/project/state.js'

/** The fields by which commands name customers, persons, projects and activities. */
export type Naming = {
  readonly customerId?: string | null | undefined
  readonly customerIds?: readonly string[] | undefined
  readonly personId?: string | null | undefined
  readonly personIds?: readonly string[] | undefined
  readonly projectId?: string | undefined
  readonly activityId?: string | undefined
  readonly links?: Links | undefined
}

/** The fields of `Naming`. */
export const partyFields = [
  'customerId',
  'customerIds',
  'personId',
  'personIds',
  'projectId',
  'activityId',
  'links',
] as const satisfies readonly (keyof Naming)[]

/** The distinct customers, persons and projects that a command concerns. */
export type Touched = {
  readonly customerIds: readonly string[]
  readonly personIds: readonly string[]
  readonly projectIds: readonly string[]
}

const unique = (...ids: readonly (string | null | undefined)[]): readonly string[] => [
  ...new Set(ids.filter((id) => id !== null && id !== undefined)),
]

/** Combines several sets of concerned records. */
export const combine = (...all: readonly Touched[]): Touched => ({
  customerIds: unique(...all.flatMap(({ customerIds }) => customerIds)),
  personIds: unique(...all.flatMap(({ personIds }) => personIds)),
  projectIds: unique(...all.flatMap(({ projectIds }) => projectIds)),
})

const none: readonly string[] = []

const atMostOne = (id: string | null | undefined): readonly string[] => (id === null || id === undefined ? none : [id])

/** Returns the records that the fields of a command name; most name one record of a kind. */
export const namedParties = ({ customerId, customerIds, personId, projectId, links, personIds }: Naming): Touched => {
  if (customerIds === undefined && links === undefined && personIds === undefined)
    return {
      customerIds: atMostOne(customerId),
      personIds: atMostOne(personId),
      projectIds: atMostOne(projectId),
    }
  const linked = linkedTo({ links, personIds })
  return {
    customerIds: unique(customerId, ...(customerIds ?? none), ...linked.customerIds),
    personIds: unique(personId, ...linked.personIds),
    projectIds: unique(projectId, ...linked.projectIds),
  }
}

/** Returns the records that an activity is linked to. */
export const touchedBy = ({ links, personIds }: Activity): Touched =>
  namedParties({ links: links ?? undefined, personIds })

/** Returns the customers through which a person is visible: its private customer, and its companies. */
export const customersOfPerson = ({ privateCustomerId, companies }: Person): readonly string[] =>
  unique(privateCustomerId, ...companies)

/** Returns the customer of a project. */
export const customersOfProject = ({ customerId }: Project): readonly string[] => unique(customerId)
