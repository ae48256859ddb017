import { type EventCatalogue, eventCatalogue } from './catalogue.js'
import { categoryOf, idOfStream } from './kernel/aggregate.js'
import type { Metadata } from './kernel/event.js'
import { type Whose, whoseField } from './kernel/input/codec.js'
import { isRecord } from './kernel/values/record.js'
import { linkedTo } from './model/activity/links.js'
import type { RecordedEvent } from './ports/recorded-event.js'

/** The replacement of an erased text about a person. */
export const erasedText = '[erased]'

/** The path of a text in an event: `['data', 'changes', 0, 'new']`. */
export type TextPath = readonly (string | number)[]

/**
 * A text about persons. `subjects` are the streams of these persons, in order; each of them can have it erased. A text
 * that invoices need has the subject `invoicing-ID` instead of `person-ID`, and `customer-ID` if only the customer is
 * named.
 */
export type PersonalText = { readonly path: TextPath; readonly text: string; readonly subjects: readonly string[] }

/** The part of an event that contains texts. */
export type WithTexts = { readonly data: unknown; readonly metadata: Metadata }

type Event = WithTexts & Pick<RecordedEvent, 'type' | 'stream'>

// The names of the fields that an invoice needs of its recipient.
const onInvoices: ReadonlySet<string> = new Set([
  ...['firstName', 'lastName', 'name', 'street', 'postalCode', 'city', 'region', 'country'],
  ...['businessId', 'externalId', 'invoiceDelivery'],
])

const own: ReadonlySet<string> = new Set(['person', 'customer', 'employee'])

const ownStream = (stream: string): readonly string[] => (own.has(categoryOf(stream)) ? [stream] : [])

const idIn = (data: object, field: string): readonly string[] => {
  const id: unknown = Reflect.get(data, field)
  return typeof id === 'string' ? [id] : []
}

const linked = (data: object): readonly string[] => {
  const { personIds, customerIds } = linkedTo(data)
  return [...personIds.map((id) => `person-${id}`), ...customerIds.map((id) => `customer-${id}`)]
}

const ofEmployee = (data: object, stream: string): readonly string[] => {
  const named = idIn(data, 'employeeId').map((id) => `employee-${id}`)
  return named.length > 0 ? named : ownStream(stream)
}

const subjectsBy: { readonly [W in Whose]: (data: object, stream: string) => readonly string[] } = {
  stream: (_, stream) => ownStream(stream),
  personId: (data) => idIn(data, 'personId').map((id) => `person-${id}`),
  employeeId: ofEmployee,
  personIds: linked,
  links: linked,
}

/**
 * All persons and customers that an event names or belongs to, as subjects of texts; the reason of its actor may be about
 * them. Empty for a later event of an activity or a project: only the first one names them.
 */
export const personsNamedIn = (data: object, stream: string): readonly string[] => {
  const self = ownStream(stream)
  // An event of a project or of a customer number is about its customer.
  const customers = self.length > 0 ? [] : idIn(data, 'customerId').map((id) => `customer-${id}`)
  return [...new Set([...self, ...customers, ...subjectsBy.personId(data, stream), ...linked(data)])]
}

type Leaf = { readonly path: TextPath; readonly name: string; readonly text: string }

const isTime = (name: string, text: string): boolean =>
  name === 'capturedAt' && /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(text)

/** The texts in a value. The names of changed fields, and the time of a consent, are not personal data. */
function* leavesOf(value: unknown, path: TextPath, name: string): Iterable<Leaf> {
  if (typeof value === 'string') {
    if (value !== '' && value !== erasedText && !isTime(name, value)) yield { path, name, text: value }
  } else if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) yield* leavesOf(one, [...path, index], name)
  } else if (isRecord(value)) {
    const changed: unknown = Reflect.get(value, 'field')
    for (const [field, one] of Object.entries(value)) {
      if (field === 'field') continue
      yield* leavesOf(one, [...path, field], typeof changed === 'string' ? changed : field)
    }
  }
}

const forInvoices = (subject: string): string =>
  categoryOf(subject) === 'person' ? `invoicing-${idOfStream(subject)}` : subject

const isOnInvoices = (whose: Whose, stream: string, name: string): boolean =>
  (whose === 'stream' || whose === 'personId') && categoryOf(stream) !== 'employee' && onInvoices.has(name)

type PersonalField = { readonly field: string; readonly whose: Whose }

const fieldsByCatalogue = new WeakMap<EventCatalogue, Map<string, readonly PersonalField[]>>()

const personalFields = (type: string, catalogue: EventCatalogue): readonly PersonalField[] => {
  const known = fieldsByCatalogue.get(catalogue) ?? new Map<string, readonly PersonalField[]>()
  fieldsByCatalogue.set(catalogue, known)
  const found = known.get(type)
  if (found !== undefined) return found
  const fields = Object.entries(catalogue.fieldsOf(type) ?? {}).flatMap(([field, codec]) => {
    const whose = whoseField(codec)
    return whose === null ? [] : [{ field, whose }]
  })
  known.set(type, fields)
  return fields
}

const none: readonly never[] = []

const isOfActivity = (whose: Whose): boolean => whose === 'links' || whose === 'personIds'

const textsOfField = (
  { field, whose }: PersonalField,
  { data, stream, about }: { readonly data: object; readonly stream: string; readonly about: readonly string[] },
): readonly PersonalText[] => {
  const value: unknown = Reflect.get(data, field)
  if (value == null) return none
  const named = new Set(subjectsBy[whose](data, stream))
  const subjects = [...(named.size === 0 && isOfActivity(whose) ? about : named)].sort()
  if (subjects.length === 0) return none
  return [...leavesOf(value, ['data', field], field)].map(({ path, name, text }) => ({
    path,
    text,
    subjects: isOnInvoices(whose, stream, name) ? subjects.map(forInvoices).sort() : subjects,
  }))
}

// The reason for an erasure is about no person.
const reasonIn = (
  { type, stream, metadata }: Event,
  data: object,
  about: readonly string[],
): readonly PersonalText[] => {
  const { reason } = metadata
  if (reason === undefined || reason === '' || reason === erasedText || type === 'PersonErased') return none
  const named = personsNamedIn(data, stream)
  const subjects = [...(named.length === 0 ? about : named)].sort()
  return subjects.length === 0 ? none : [{ path: ['metadata', 'reason'], text: reason, subjects }]
}

/**
 * Returns the personal texts of an event, as marked by its codec, with the persons or employees they are about; and the
 * reason of the actor if the event is about a person. Other texts, such as the name of a company, are left out. `about`
 * are the subjects of the texts of an activity and of the reason if the event names none.
 */
export const personalTexts = (
  event: Event,
  catalogue: EventCatalogue = eventCatalogue,
  about: readonly string[] = none,
): readonly PersonalText[] => {
  const { type, stream, data } = event
  const fields = personalFields(type, catalogue)
  if ((fields.length === 0 && event.metadata.reason === undefined) || !isRecord(data)) return none
  return [...fields.flatMap((field) => textsOfField(field, { data, stream, about })), ...reasonIn(event, data, about)]
}

const replaceAt = (value: unknown, path: TextPath, text: string): unknown => {
  const [key, ...rest] = path
  if (key === undefined) return text
  if (Array.isArray(value)) return value.map((one, index) => (index === key ? replaceAt(one, rest, text) : one))
  return isRecord(value) ? { ...value, [key]: replaceAt(Reflect.get(value, key), rest, text) } : value
}

/** Returns a copy with replaced texts. */
export const withTexts = (
  { data, metadata }: WithTexts,
  texts: readonly { readonly path: TextPath; readonly text: string }[],
): { readonly data: unknown; readonly metadata: Metadata } => {
  let [newData, newMetadata] = [data, metadata]
  for (const {
    path: [root, ...path],
    text,
  } of texts) {
    if (root === 'data') newData = replaceAt(newData, path, text)
    else if (path[0] === 'reason') newMetadata = { ...newMetadata, reason: text }
  }
  return { data: newData, metadata: newMetadata }
}
