import { type EventType, isEventType } from '@clientele/domain'
import type { Messages } from './texts.js'

/** A change with a translated field label and values. */
type Change = {
  readonly field: string
  readonly label: string
  readonly old: string | null
  readonly new: string | null
}

const noValue = '–'

/** Events that remove something: only the old value is shown, without an arrow. */
const removals: ReadonlySet<string> = new Set<EventType>([
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

/** Events whose sentence does not name the field, so the field label is added. */
const fieldNamed: ReadonlySet<string> = new Set<EventType>([
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

/** Fields whose new value the sentence of the event already states. */
const statedFields: readonly string[] = ['archived', 'private', 'deleted', 'active', 'closed', 'emailsRestricted']

/** "No group" has a name when a customer moves to or from it. */
const shownValues = ({ noGroup }: Messages, type: string, { field, old, new: after }: Change) =>
  type === 'CustomerMovedToGroup' && field === 'customerGroup' ? [old ?? noGroup, after ?? noGroup] : [old, after]

/** Formats old → new, or the new value alone if there was none. */
const valuesText = (messages: Messages, type: string, change: Change): string => {
  const [old, after] = shownValues(messages, type, change)
  if (old == null || old === after) return after ?? ''
  return `${old} → ${after ?? noValue}`
}

/** Formats a change for a listing, with its field label. */
export const changeText = (messages: Messages, type: string, change: Change): string =>
  `${change.label}: ${valuesText(messages, type, change)}`

const isStated = ({ field, old, new: after }: Change): boolean =>
  statedFields.includes(field) && old !== null && after !== null

const isPlain = (type: string, { field }: Change, index: number): boolean =>
  index === 0 && (!fieldNamed.has(type) || (field === 'name' && !detailChanges.has(type)))

const inSummary = (messages: Messages, type: string, change: Change, index: number): string => {
  if (isStated(change)) return ''
  const isLost = removals.has(type) && change.new === null && change.old !== null
  const values = isLost ? (change.old ?? '') : valuesText(messages, type, change)
  return values === '' || isPlain(type, change, index) ? values : `${change.label}: ${values}`
}

/** `PaymentTermsSet` as `Payment terms set`. */
const wordsOf = (type: string): string => type.replace(/(?<=.)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const withPart = (parts: string, text: string | null): string => {
  if (text === null || text === '') return parts
  return parts === '' ? text : `${parts}, ${text}`
}

/** The summary of an event: what happened, the object, then the changes. */
export const summaryOf = (
  messages: Messages,
  type: string,
  named: readonly (string | null)[],
  changes: readonly Change[],
): string => {
  let parts = named.reduce<string>(withPart, '')
  changes.forEach((one, index) => {
    parts = withPart(parts, inSummary(messages, type, one, index))
  })
  const sentence = isEventType(type) ? (messages.events[type] ?? wordsOf(type)) : type
  return parts === '' ? sentence : `${sentence}: ${parts}`
}
