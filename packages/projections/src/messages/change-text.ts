import { type EventType, isEventType } from '@clientele/domain'
import type { Messages } from './message-catalogue.js'

/** What a change says: its field in a language, and values in words. */
type Change = {
  readonly field: string
  readonly label: string
  readonly old: string | null
  readonly new: string | null
}

const nothing = '–'

/** Events whose sentence says that something is no longer so: what it was needs no arrow behind it. */
const losses: ReadonlySet<string> = new Set<EventType>([
  'CustomerRemovedFromGroup',
  'CustomerRemovedFromSpecialGroup',
  'DocumentVoided',
  'CustomerStartDateCleared',
  'ResponsibilityEnded',
  'ResponsibilityVoided',
  'ResponsibleRoleRemoved',
  'MarketingConsentWithdrawn',
  'MarketingBanLifted',
  'InvoiceTypeRemoved',
  'LegalEntityRemoved',
  'PersonalAccountClosed',
  'PortalAccessRevoked',
  'CustomerPropertyRemoved',
  'ContactUnlinkedFromCompany',
  'ContactPropertyRemoved',
  'ContactCategoryRemoved',
  'LegalHoldLifted',
  'EmailLinkingDisabled',
  'ProjectParticipantRemoved',
  'NoteDeleted',
  'FileUnlinked',
  'GroupVisibilityRevoked',
  'CustomerGroupDeleted',
  'SpecialGroupDeleted',
  'CustomerNumberReleased',
  'RoleRetired',
  'ClassifierValueRetired',
  'ReportDeleted',
])

/** Events whose sentence does not say which field it is about. */
const manifold: ReadonlySet<string> = new Set<EventType>([
  'CustomerDetailsChanged',
  'ContactDetailsChanged',
  'EmployeeDetailsChanged',
  'ResponsibilityIntervalChanged',
  'SellerInformationSet',
  'ResponsibilitiesReassigned',
  'TrackingItemSet',
  'RoleDefined',
  'NumberSeriesDefined',
  'ClassifierValueAdded',
  'ClassifierValueRenamed',
  'ClassifierValueRetired',
  'SettingChanged',
  'PolicyChanged',
  'ListPreferencesSaved',
  'ReportSaved',
])

const detailChanges: ReadonlySet<string> = new Set<EventType>([
  'CustomerDetailsChanged',
  'ContactDetailsChanged',
  'EmployeeDetailsChanged',
])

/** States of which the sentence of an event says what they become. */
const states: readonly string[] = ['archived', 'private', 'deleted', 'active', 'closed', 'emailsRestricted']

/** "No group" has a name where a customer moves to it, or from it (K34). */
const sides = ({ noGroup }: Messages, type: string, { field, old, new: after }: Change) =>
  type === 'CustomerMovedToGroup' && field === 'customerGroup' ? [old ?? noGroup, after ?? noGroup] : [old, after]

/** A value before and after as a text: from → to; one that was not there before alone. */
const valuesText = (messages: Messages, type: string, change: Change): string => {
  const [old, after] = sides(messages, type, change)
  if (old == null || old === after) return after ?? ''
  return `${old} → ${after ?? nothing}`
}

/** A change as a text of a listing, with its field. */
export const changeText = (messages: Messages, type: string, change: Change): string =>
  `${change.label}: ${valuesText(messages, type, change)}`

const isSaid = ({ field, old, new: after }: Change): boolean => states.includes(field) && old !== null && after !== null

const isPlain = (type: string, { field }: Change, index: number): boolean =>
  index === 0 && (!manifold.has(type) || (field === 'name' && !detailChanges.has(type)))

const inSummary = (messages: Messages, type: string, change: Change, index: number): string => {
  if (isSaid(change)) return ''
  const isLost = losses.has(type) && change.new === null && change.old !== null
  const values = isLost ? (change.old ?? '') : valuesText(messages, type, change)
  return values === '' || isPlain(type, change, index) ? values : `${change.label}: ${values}`
}

/** What happened in a sentence: whom or what it is about, then what changed. */
export const summaryOf = (
  messages: Messages,
  type: string,
  named: readonly (string | null)[],
  changes: readonly Change[],
): string => {
  const values = changes.map((one, index) => inSummary(messages, type, one, index))
  const parts = [...named, ...values].filter((text) => text !== null && text !== '')
  const sentence = isEventType(type) ? messages.events[type] : type
  return parts.length === 0 ? sentence : `${sentence}: ${parts.join(', ')}`
}
