import { events, type Message, type StreamName } from '@clientele/domain'
import { type Category, categoriesOf } from '../model/index.js'

const idFields = {
  customer: 'customerId',
  person: 'personId',
  employee: 'employeeId',
  project: 'projectId',
  activity: 'activityId',
  report: 'reportId',
} as const

type Identified = keyof typeof idFields

/** Whether the streams of a category have an id that commands and events name in a field. */
export const isIdentified = (category: Category): category is Identified => Object.hasOwn(idFields, category)

/** Returns the stream of a category that the id field of data names; none if data has no such field. */
export const streamNamedBy = (category: Category, data: unknown): readonly StreamName[] => {
  if (!isIdentified(category) || typeof data !== 'object' || data === null) return []
  const id: unknown = Reflect.get(data, idFields[category])
  return typeof id === 'string' ? [`${category}-${id}`] : []
}

const hasField = (type: string, field: string): boolean =>
  Object.hasOwn(events, type) && Object.hasOwn(Reflect.get(events, type).fields, field)

/** An event without the id of its subject, and the stream that the id named. */
export type WithSubject = { readonly message: Message; readonly stream: StreamName | null }

/**
 * Moves the id of the subject out of the data of an event that has no field for it, and returns it as the stream:
 * `{ type: 'CustomerArchived', data: { customerId: 'acme' } }` belongs to `customer-acme`.
 */
export const takeSubject = (message: Message): WithSubject => {
  const { type, data } = message
  for (const category of categoriesOf(type)) {
    const [stream] = streamNamedBy(category, data)
    if (stream === undefined || !isIdentified(category) || hasField(type, idFields[category])) continue
    const rest = Object.entries(data ?? {}).filter(([field]) => field !== idFields[category])
    return { message: { type, data: Object.fromEntries(rest) }, stream }
  }
  return { message, stream: null }
}
