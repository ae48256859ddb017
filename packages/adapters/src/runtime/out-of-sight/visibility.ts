import { categoryOf, idOfStream, isRecord } from '@clientele/domain'
import { type ReadableRegister, unlessViewer, visibleCustomers, visiblePersons } from '@clientele/projections'

/** What an actor may see of a register, by stream and by id. Missing records count as visible. */
export type Visibility = {
  readonly seesStream: (stream: string) => boolean
  /** Whether an id is not that of a hidden customer or contact. */
  readonly seesId: (id: string) => boolean
}

const everything: Visibility = { seesStream: () => true, seesId: () => true }

/**
 * What an employee may see. For an actor who is not an active employee, who may not look at anything, this hides
 * nothing.
 */
export const visibilityOf = (register: ReadableRegister, viewer: string): Visibility => {
  if (unlessViewer(register, viewer) !== null) return everything
  const seesCustomer = visibleCustomers(register, { viewer })
  const seesPerson = visiblePersons(register, { viewer })
  const seen: ReadonlyMap<string, (id: string) => boolean> = new Map([
    ['customer', seesCustomer],
    ['person', seesPerson],
    ['project', (id) => seesCustomer(register.tables.projects.get(id)?.customerId ?? '')],
    // Cards of activities have no tag.
    ['activity', () => false],
  ])
  return {
    seesStream: (stream) => seen.get(categoryOf(stream))?.(idOfStream(stream)) ?? true,
    seesId: (id) => seesCustomer(id) && seesPerson(id),
  }
}

/** Returns all texts in a value. */
export const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : []
}

/** Whether a text in a value meets a condition. */
export const someText = (value: unknown, is: (text: string) => boolean): boolean => {
  if (typeof value === 'string') return is(value)
  if (Array.isArray(value)) return value.some((one) => someText(one, is))
  return isRecord(value) && Object.values(value).some((one) => someText(one, is))
}
