import { type Write, write } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import type { Message } from '../../kernel/message.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { PortalAccessGranted, PortalAccessRevoked } from '../../model/billing/events.js'
import { ContactCategoryAssigned, ContactPropertyAssigned } from '../../model/contact-traits/events.js'
import { holdsProperty } from '../../model/contact-traits/state.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import { MarketingBanSet, MarketingConsentGiven, MarketingConsentWithdrawn } from '../../model/marketing/events.js'
import { chosenFields, type FieldChoice, mergeablePersonFields } from '../../model/merging/fields.js'
import {
  ContactAbsorbed,
  ContactDetailsChanged,
  ContactEmailAccessRestricted,
  ContactLinkedToCompany,
  ContactMergedInto,
} from '../../model/person/events.js'
import { type Person, personStream } from '../../model/person/state.js'
import { LegalHoldPlaced } from '../../model/privacy/events.js'
import { ProjectParticipantAdded, ProjectParticipantRemoved } from '../../model/project/events.js'
import { type Project, projectStream, sameParticipant } from '../../model/project/state.js'
import type { Policies } from '../../model/settings/policies.js'
import { mergeStatements } from './permissions.js'
import { byId } from './states.js'

/** Two records of one natural person, and the records that refer to the duplicate. */
export type PersonPair = {
  readonly survivorId: string
  readonly duplicateId: string
  readonly survivor: Person
  readonly duplicate: Person
  readonly policies: Policies
  readonly today: CalendarDate
  readonly fieldChoices: readonly FieldChoice<(typeof mergeablePersonFields)[number]>[]
  /** The customers whose portal the duplicate may use. */
  readonly portals: ReadonlyMap<StreamName, Customer>
  /** The projects of the duplicate. */
  readonly projects: ReadonlyMap<StreamName, Project>
}

/**
 * Returns the companies only the duplicate is linked to; none if the survivor would exceed one link where policy allows
 * one.
 */
export const takeCompanies = ({ survivor, duplicate, policies }: PersonPair): readonly string[] => {
  const others = duplicate.companies.filter((id) => !survivor.companies.includes(id))
  return policies.contactLinks === 'one' ? others.slice(0, survivor.companies.length === 0 ? 1 : 0) : others
}

/** Takes the chosen fields of the duplicate, and fills empty fields that were not chosen. */
const takeDetails = ({ survivor, duplicate, fieldChoices }: PersonPair): readonly Message[] => {
  const chosen = chosenFields(fieldChoices)
  const blanks = mergeablePersonFields.filter(
    (field) => !survivor.details.has(field) && fieldChoices.every((choice) => choice.field !== field),
  )
  const changes = mergeablePersonFields
    .filter((field) => chosen.includes(field) || (blanks.includes(field) && duplicate.details.has(field)))
    .map((field) => ({
      field,
      old: survivor.details.get(field) ?? null,
      new: duplicate.details.get(field) ?? null,
    }))
    .filter((change) => change.old !== change.new)
  return changes.length === 0 ? [] : [ContactDetailsChanged({ changes })]
}

const takeTraits = ({ survivor, duplicate }: PersonPair): readonly Message[] => [
  ...duplicate.traits.properties
    .filter((held) => !holdsProperty(survivor.traits, held))
    .map((held) => ContactPropertyAssigned(held)),
  ...duplicate.traits.categories
    .filter((category) => !survivor.traits.categories.includes(category))
    .map((category) => ContactCategoryAssigned({ category })),
]

/** Keeps the restrictions of either record: restricted e-mails, and the later legal hold. */
const keepRestrictions = ({ survivorId, survivor, duplicate }: PersonPair): readonly Message[] => {
  const [own, other] = [survivor.privacy.holdUntil ?? '', duplicate.privacy.holdUntil ?? '']
  const isRestricting = duplicate.emailsRestricted && !survivor.emailsRestricted
  return [
    ...(isRestricting ? [ContactEmailAccessRestricted({ personId: survivorId })] : []),
    ...(other > own ? [LegalHoldPlaced({ until: other, reason: 'merge' })] : []),
  ]
}

const survivorEvents = (pair: PersonPair): readonly Message[] => {
  const { duplicateId, survivor, duplicate, policies, today } = pair
  const { absorbed } = duplicate
  return [
    ContactAbsorbed(absorbed.length === 0 ? { duplicateId } : { duplicateId, absorbed }),
    ...takeCompanies(pair).map((customerId) => ContactLinkedToCompany({ customerId, reason: 'merge' })),
    ...takeDetails(pair),
    ...mergeStatements(policies, survivor, duplicate, { today }),
    ...takeTraits(pair),
    ...keepRestrictions(pair),
  ]
}

/** Moves participation in projects to the survivor. */
const takeProjects = ({ survivorId, duplicateId, projects }: PersonPair): readonly Write[] =>
  byId(projects).map(([projectId, { participants }]) => {
    const [own, other] = [survivorId, duplicateId].map((personId) =>
      participants.some((one) => sameParticipant(one, { employeeId: null, personId })),
    )
    return write(
      projectStream(projectId),
      ...(other === true && own !== true
        ? [ProjectParticipantAdded({ projectId, employeeId: null, personId: survivorId })]
        : []),
      ...(other === true ? [ProjectParticipantRemoved({ projectId, employeeId: null, personId: duplicateId })] : []),
    )
  })

/** Moves portal access where the survivor belongs to the customer after the merge. */
const takePortals = (pair: PersonPair): readonly Write[] => {
  const { survivorId, duplicateId, survivor } = pair
  const places = [...survivor.companies, ...takeCompanies(pair), survivor.privateCustomerId]
  return byId(pair.portals)
    .filter(([, { billing }]) => billing.portalUserIds.includes(duplicateId))
    .map(([customerId, { billing }]) => {
      const isNew = places.includes(customerId) && !billing.portalUserIds.includes(survivorId)
      return write(
        customerStream(customerId),
        ...(isNew ? [PortalAccessGranted({ personId: survivorId, reason: 'merge' })] : []),
        PortalAccessRevoked({ personId: duplicateId, reason: 'merge' }),
      )
    })
}

/**
 * Creates the writes of a merge of two persons: the survivor takes over what only the duplicate has; permissions never
 * widen.
 */
export const mergePerson = (pair: PersonPair): readonly Write[] => {
  const { survivorId, duplicateId } = pair
  return [
    write(personStream(survivorId), ...survivorEvents(pair)),
    write(personStream(duplicateId), ContactMergedInto({ survivorId, moved: true })),
    ...takeProjects(pair),
    ...takePortals(pair),
  ]
}

/** The events that a merge of two records of a person may append. */
export const personMerge = [
  ContactAbsorbed,
  ContactLinkedToCompany,
  ContactDetailsChanged,
  MarketingConsentGiven,
  MarketingConsentWithdrawn,
  MarketingBanSet,
  ContactPropertyAssigned,
  ContactCategoryAssigned,
  ContactEmailAccessRestricted,
  LegalHoldPlaced,
  ContactMergedInto,
  ProjectParticipantAdded,
  ProjectParticipantRemoved,
  PortalAccessGranted,
  PortalAccessRevoked,
]
