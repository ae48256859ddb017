import { isRecord, type RecordedEvent } from '@clientele/domain'
import { classifierSubject, type HistorySubject, seriesSubject } from '@clientele/projections'

const field = (data: unknown, name: string): string | undefined => {
  const value: unknown = isRecord(data) ? Reflect.get(data, name) : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

const found = (id: string | undefined, subject: (id: string) => HistorySubject): HistorySubject | null =>
  id === undefined ? null : subject(id)

/** The subject whose history has an event that concerns no customer, contact, employee, project or group. */
export const otherSubjectOf = ({ stream, data }: RecordedEvent): HistorySubject | null => {
  const [category] = stream.split('-')
  if (category === 'settings') return { kind: 'settings', id: 'settings' }
  if (category === 'roles') return found(field(data, 'roleId'), (id) => ({ kind: 'role', id }))
  if (category === 'report') return { kind: 'report', id: stream.slice(stream.indexOf('-') + 1) }
  const catalogue = field(data, 'catalogue')
  if (catalogue !== undefined) return found(field(data, 'value'), (value) => classifierSubject(catalogue, value))
  return found(field(data, 'seriesId'), seriesSubject)
}
