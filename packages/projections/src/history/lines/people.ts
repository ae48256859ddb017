import type { PersonEvent, ProjectEvent } from '@clientele/domain'
import {
  change,
  type HistoryContext,
  type HistorySubject,
  type Line,
  type Lines,
  onlyChanged,
  type Personal,
  personal,
  reasonChange,
} from '../line.js'
import { customerName, employeeName, fullName, personName, propertyName, valueName } from '../names.js'
import { choice, personParty } from '../word.js'
import { banLines, consentLines } from './marketing.js'
import { responsibilityLines } from './responsibilities.js'

const customer = (id: string): readonly HistorySubject[] => [{ kind: 'customer', id }]

/** The lines of person events; linking also appears on the company. */
export const personLines: Lines<PersonEvent> = {
  ContactRegistered: (data, { id }) => ({
    changes: onlyChanged(
      change('name', null, personal(fullName(data), id)),
      change('email', null, personal(data.email, id)),
      change('phone', null, personal(data.phone, id)),
      change('mobile', null, personal(data.mobile, id)),
      change('title', null, personal(data.title, id)),
    ),
  }),
  ContactDetailsChanged: ({ changes }, { id }) => ({
    changes: changes.map((one) => change(one.field, one.old, personal(one.new, id))),
  }),
  ContactLinkedToCompany: ({ customerId, reason }, { register, id }) => ({
    changes: onlyChanged(change('company', null, customerName(register, customerId)), reasonChange(reason, id)),
    topic: personName(register, id),
    also: customer(customerId),
    customerId,
  }),
  ContactUnlinkedFromCompany: ({ customerId, reason }, { register, id }) => ({
    changes: onlyChanged(change('company', customerName(register, customerId), null), reasonChange(reason, id)),
    topic: personName(register, id),
    also: customer(customerId),
    customerId,
  }),
  PrivateCustomerCreated: ({ customerId }, { register, id }) => ({
    changes: [change('privateCustomer', null, customerId)],
    topic: personName(register, id),
    also: customer(customerId),
    customerId,
  }),
  ContactAbsorbed: ({ duplicateId }, { register }) => ({
    changes: [change('absorbed', null, personName(register, duplicateId))],
    customerId: [personParty(duplicateId)],
  }),
  ContactMergedInto: ({ survivorId }, { register }) => ({
    changes: [change('mergedInto', null, personName(register, survivorId))],
    customerId: [personParty(survivorId)],
  }),
  ContactPropertyAssigned: ({ propertyNo, customerId }, { register }) => ({
    changes: [change('contactProperty', null, propertyName(register, propertyNo))],
    topic: customerName(register, customerId),
    customerId,
  }),
  ContactPropertyRemoved: ({ propertyNo, customerId }, { register }) => ({
    changes: [change('contactProperty', propertyName(register, propertyNo), null)],
    topic: customerName(register, customerId),
    customerId,
  }),
  ContactCategoryAssigned: ({ category }, { register }) => ({
    changes: [change('category', null, valueName(register, 'contactCategory', category))],
  }),
  ContactCategoryRemoved: ({ category }, { register }) => ({
    changes: [change('category', valueName(register, 'contactCategory', category), null)],
  }),
  LegalHoldPlaced: ({ until, reason }, { register, id }) => ({
    changes: onlyChanged(
      change('holdUntil', register.tables.persons.get(id)?.holdUntil, until),
      reasonChange(reason, id),
    ),
  }),
  LegalHoldLifted: ({ reason }, { register, id }) => ({
    changes: onlyChanged(
      change('holdUntil', register.tables.persons.get(id)?.holdUntil, null),
      reasonChange(reason, id),
    ),
  }),
  PersonErased: ({ scope, retainedUntil, requestId }) => ({
    changes: onlyChanged(
      change('erased', null, choice(scope)),
      change('retainedUntil', null, retainedUntil),
      change('request', null, requestId),
    ),
  }),
  ContactEmailAccessRestricted: () => ({ changes: [change('emailsRestricted', false, true)] }),
  ContactEmailAccessGranted: () => ({ changes: [change('emailsRestricted', true, false)] }),
  ContactMarkedPrivate: ({ ownerId, reason }, { register, id }) => {
    const owner = register.tables.privateContacts.get(id)?.ownerId
    return {
      changes: onlyChanged(
        change('private', owner !== undefined, true),
        change('owner', employeeName(register, owner), employeeName(register, ownerId)),
        reasonChange(reason, id),
      ),
    }
  },
  ContactMarkedPublic: (_, { register, id }) => ({
    changes: onlyChanged(
      change('private', true, false),
      change('owner', employeeName(register, register.tables.privateContacts.get(id)?.ownerId), null),
    ),
  }),
  ...banLines,
  ...consentLines,
}

type Participant = {
  readonly employeeId?: string | null | undefined
  readonly personId?: string | null | undefined
}

const participant = ({ register }: HistoryContext, { employeeId, personId }: Participant): string | Personal | null =>
  employeeName(register, employeeId) ?? personName(register, personId)

/**
 * The part of a line that adds it to the contact person; hidden from viewers who may not see the customer of the
 * project.
 */
const personPart = ({ register, id }: HistoryContext, { personId }: Participant): Omit<Line, 'changes'> => {
  const project = register.tables.projects.get(id)
  const customerOfProject = project === undefined ? [] : [project.customerId]
  return personId == null
    ? {}
    : {
        topic: project?.name,
        also: [{ kind: 'contact', id: personId }],
        customerId: [personParty(personId), ...customerOfProject],
      }
}

/** The lines of project events. */
export const projectLines: Lines<ProjectEvent> = {
  ProjectRegistered: ({ name, customerId }, { register }) => ({
    changes: [change('name', null, name), change('customer', null, customerName(register, customerId))],
  }),
  ProjectMovedToCustomer: ({ from, to, reason }, { register }) => ({
    changes: onlyChanged(
      change('customer', customerName(register, from), customerName(register, to)),
      reasonChange(reason),
    ),
  }),
  ProjectParticipantAdded: (data, context) => ({
    changes: [change('participant', null, participant(context, data))],
    ...personPart(context, data),
  }),
  ProjectParticipantRemoved: (data, context) => ({
    changes: [change('participant', participant(context, data), null)],
    ...personPart(context, data),
  }),
  ProjectRenamed: ({ from, to }) => ({ changes: [change('name', from, to)] }),
  ProjectClosed: () => ({ changes: [change('closed', false, true)] }),
  ProjectReopened: () => ({ changes: [change('closed', true, false)] }),
  ...responsibilityLines,
}
