import { type Write, write } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import type { Message } from '../../kernel/message.js'
import { ContactLinkedToCompany, ContactUnlinkedFromCompany } from '../../model/person/events.js'
import { type Person, personStream } from '../../model/person/state.js'
import { ProjectMovedToCustomer } from '../../model/project/events.js'
import { type Project, projectStream } from '../../model/project/state.js'
import { byId } from './states.js'
import { copyTerms, type Move, type Rules } from './terms.js'

const moveLink = ({ companies }: Person, { from, to }: Move): readonly Message[] =>
  companies.includes(from)
    ? [
        ContactUnlinkedFromCompany({ customerId: from, reason: 'merge' }),
        ...(companies.includes(to) ? [] : [ContactLinkedToCompany({ customerId: to, reason: 'merge' })]),
      ]
    : []

const isActive = ({ mergedInto, privacy }: Person): boolean => mergedInto === null && privacy.erasure === null

/** Moves the persons of a customer to another one, with their bans and properties there. */
export const movePersons = (persons: ReadonlyMap<StreamName, Person>, move: Move, rules: Rules): readonly Write[] =>
  byId(persons)
    .filter(([, person]) => isActive(person))
    .map(([personId, person]) =>
      write(personStream(personId), ...moveLink(person, move), ...copyTerms(person, move, rules)),
    )

/** Moves the projects of a customer to another one, closed ones too. */
export const moveProjects = (projects: ReadonlyMap<StreamName, Project>, { from, to }: Move): readonly Write[] =>
  byId(projects)
    .filter(([, { customerId }]) => customerId === from)
    .map(([projectId]) => write(projectStream(projectId), ProjectMovedToCustomer({ from, to, reason: 'merge' })))
