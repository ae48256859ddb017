import { type EventCatalogue, eventCatalogue, idOfStream, personalTexts, type RecordedEvent } from '@clientele/domain'
import type { ReadableLog } from '../../log/abortable.js'
import { createSubjectsInLog } from './subjects-in-log.js'

const privateCustomerOf = ({ type, data }: RecordedEvent): string | null => {
  const customerId: unknown = Reflect.get(Object(data), 'customerId')
  return type === 'PrivateCustomerCreated' && typeof customerId === 'string' ? `customer-${customerId}` : null
}

/** Counts the stored events of a log that contain unencrypted texts about some persons. */
export const countInClear = async (
  log: ReadableLog,
  catalogue: EventCatalogue,
  personIds: readonly string[],
): Promise<number> => {
  const subjects = new Set(personIds.flatMap((id) => [`person-${id}`, `invoicing-${id}`]))
  const subjectsOf = createSubjectsInLog()
  let count = 0
  for await (const batch of log.readAll())
    for (const event of batch) {
      const customer = personIds.includes(idOfStream(event.stream)) ? privateCustomerOf(event) : null
      if (customer !== null) subjects.add(customer)
      const texts = personalTexts(event, catalogue, subjectsOf(event))
      if (texts.some((text) => text.subjects.some((subject) => subjects.has(subject)))) count += 1
    }
  return count
}

/** Counts the stored events of a log that contain unencrypted texts about anybody. */
export const countAllInClear = async (log: ReadableLog): Promise<number> => {
  const subjectsOf = createSubjectsInLog()
  let count = 0
  for await (const batch of log.readAll())
    for (const event of batch) if (personalTexts(event, eventCatalogue, subjectsOf(event)).length > 0) count += 1
  return count
}
