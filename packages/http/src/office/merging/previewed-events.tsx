import { visibilityOf } from '@clientele/adapters/internal'
import { isEventType, isRecord } from '@clientele/domain'
import {
  fieldLabel,
  type Locale,
  type Messages,
  messagesFor,
  nameInWords,
  type ReadableRegister,
  translate,
} from '@clientele/projections'
import { type NamedKind, nameOf } from '../names.js'

/** An event that a command would append. */
export type PreviewedEvent = { readonly stream: string; readonly type: string; readonly data: unknown }

const hidden = '…'

const kinds: { readonly [category: string]: NamedKind | undefined } = {
  customer: 'customer',
  person: 'person',
  employee: 'employee',
  project: 'project',
}

type Names = (kind: NamedKind, id: string) => string

/** Returns the names of records that the user may see, and a placeholder for the others. */
const namesFor = (register: ReadableRegister, viewer: string): Names => {
  const { seesStream } = visibilityOf(register, viewer)
  return (kind, id) => (seesStream(`${kind}-${id}`) ? nameOf(register, kind, id) : hidden)
}

const subjectName = (names: Names, stream: string): string => {
  const at = stream.indexOf('-')
  const kind = kinds[stream.slice(0, at)]
  return kind === undefined ? hidden : names(kind, stream.slice(at + 1))
}

const idFields = { customerId: 'customer', personId: 'person', employeeId: 'employee' } as const

const plainFields = ['documentId', 'channel', 'property', 'category', 'to', 'name', 'date', 'scope'] as const

const namesIn = (names: Names, data: object): readonly string[] =>
  Object.entries(idFields).flatMap(([field, kind]) => {
    const id: unknown = Reflect.get(data, field)
    return typeof id === 'string' ? [names(kind, id)] : []
  })

const valuesIn = (data: object, messages: Messages): readonly string[] =>
  plainFields.flatMap((field) => {
    const value: unknown = Reflect.get(data, field)
    return typeof value === 'string' ? [translate(messages, value)] : []
  })

/** Until when the data for invoices is retained, if an erasure leaves some. */
const retainedIn = (data: object, { fields }: Messages): readonly string[] => {
  const day: unknown = Reflect.get(data, 'retainedUntil')
  return typeof day === 'string' ? [`${fields.retainedUntil}: ${day}`] : []
}

const changesIn = (data: object, messages: Messages): readonly string[] => {
  const changes: unknown = Reflect.get(data, 'changes')
  if (!Array.isArray(changes)) return []
  return changes
    .filter(isRecord)
    .map(
      ({ field, old, new: after }) =>
        `${fieldLabel(messages, String(field))}: ${String(old ?? '–')} → ${String(after ?? '–')}`,
    )
}

const sentenceOf = (names: Names, { type, data }: PreviewedEvent, locale: Locale): string => {
  const messages = messagesFor(locale)
  const words = (isEventType(type) ? messages.events[type] : undefined) ?? nameInWords(type)
  if (!isRecord(data)) return words
  const details = [
    ...namesIn(names, data),
    ...valuesIn(data, messages),
    ...retainedIn(data, messages),
    ...changesIn(data, messages),
  ]
  return details.length === 0 ? words : `${words}: ${details.join(', ')}`
}

type Props = {
  readonly events: readonly PreviewedEvent[]
  readonly register: ReadableRegister
  readonly viewer: string
  readonly locale: Locale
}

/** The changes a command would make, by record. */
export const PreviewedEvents = ({ events, register, viewer, locale }: Props) => {
  const names = namesFor(register, viewer)
  const streams = [...new Set(events.map(({ stream }) => stream))]
  return (
    <dl>
      {streams.map((stream) => (
        <>
          <dt>{subjectName(names, stream)}</dt>
          {events
            .filter((event) => event.stream === stream)
            .map((event) => (
              <dd>{sentenceOf(names, event, locale)}</dd>
            ))}
        </>
      ))}
    </dl>
  )
}
