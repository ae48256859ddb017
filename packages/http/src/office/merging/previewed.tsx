import { isEventType, isRecord } from '@clientele/domain'
import { fieldLabel, type Locale, messagesFor, nameInWords, type ReadableRegister } from '@clientele/projections'
import { type NamedKind, nameOf } from '../names.js'

/** An event that a command would append. */
export type Previewed = { readonly stream: string; readonly type: string; readonly data: unknown }

const kinds: { readonly [category: string]: NamedKind | undefined } = {
  customer: 'customer',
  person: 'person',
  employee: 'employee',
  project: 'project',
}

const subjectName = (register: ReadableRegister, stream: string): string => {
  const at = stream.indexOf('-')
  const kind = kinds[stream.slice(0, at)]
  return kind === undefined ? stream : nameOf(register, kind, stream.slice(at + 1))
}

const idFields = { customerId: 'customer', personId: 'person', employeeId: 'employee' } as const

const plainFields = ['documentId', 'channel', 'property', 'category', 'to', 'name', 'date'] as const

const namesIn = (register: ReadableRegister, data: object): readonly string[] =>
  Object.entries(idFields).flatMap(([field, kind]) => {
    const id: unknown = Reflect.get(data, field)
    return typeof id === 'string' ? [nameOf(register, kind, id)] : []
  })

const valuesIn = (data: object): readonly string[] =>
  plainFields.flatMap((field) => {
    const value: unknown = Reflect.get(data, field)
    return typeof value === 'string' ? [value] : []
  })

const changesIn = (data: object, locale: Locale): readonly string[] => {
  const changes: unknown = Reflect.get(data, 'changes')
  if (!Array.isArray(changes)) return []
  return changes
    .filter(isRecord)
    .map(
      ({ field, old, new: after }) =>
        `${fieldLabel(messagesFor(locale), String(field))}: ${String(old ?? '–')} → ${String(after ?? '–')}`,
    )
}

const sentenceOf = (register: ReadableRegister, { type, data }: Previewed, locale: Locale): string => {
  const words = (isEventType(type) ? messagesFor(locale).events[type] : undefined) ?? nameInWords(type)
  if (!isRecord(data)) return words
  const details = [...namesIn(register, data), ...valuesIn(data), ...changesIn(data, locale)]
  return details.length === 0 ? words : `${words}: ${details.join(', ')}`
}

type Props = {
  readonly events: readonly Previewed[]
  readonly register: ReadableRegister
  readonly locale: Locale
}

/** What a command would do, by whom it would change. */
export const PreviewedEvents = ({ events, register, locale }: Props) => {
  const streams = [...new Set(events.map(({ stream }) => stream))]
  return (
    <dl>
      {streams.map((stream) => (
        <>
          <dt>{subjectName(register, stream)}</dt>
          {events
            .filter((event) => event.stream === stream)
            .map((event) => (
              <dd>{sentenceOf(register, event, locale)}</dd>
            ))}
        </>
      ))}
    </dl>
  )
}
