import { categoryOf, idOfStream } from '@clientele/domain'
import { streamId } from '../register/stream-id.js'
import type { HistoryKind, HistorySubject } from './line.js'

/** The kinds of subject, by the category of their streams. */
const kinds: { readonly [category: string]: HistoryKind } = {
  customer: 'customer',
  person: 'contact',
  employee: 'employee',
  project: 'project',
  customerGroups: 'customerGroup',
  specialGroups: 'specialGroup',
  roles: 'role',
  classifiers: 'classifier',
  customerNumbers: 'customerNumber',
  settings: 'settings',
  activity: 'activity',
  listPreferences: 'listPreferences',
  report: 'report',
}

/** Every kind of subject. */
export const allKinds: readonly HistoryKind[] = Object.values(kinds)

// Catalogue entries have no streams of their own, and there are many: short prefixes save memory.
const prefixes: { readonly [K in HistoryKind]: string } = {
  customer: 'customer',
  contact: 'person',
  employee: 'employee',
  project: 'project',
  activity: 'activity',
  listPreferences: 'listPreferences',
  report: 'report',
  customerGroup: '#g',
  specialGroup: '#s',
  role: '#r',
  classifier: '#c',
  customerNumber: '#n',
  settings: '#',
}

const kindByPrefix = new Map(allKinds.map((kind) => [prefixes[kind], kind]))

/** The key of a subject: the stream name where there is one, so that the string is shared. */
export const subjectKey = ({ kind, id }: HistorySubject): string => `${prefixes[kind]}-${id}`

/** The subject key of a stream. */
export const subjectKeyOfStream = (stream: string): string => {
  const key = subjectKey({ kind: kinds[categoryOf(stream)] ?? 'settings', id: streamId(stream) })
  return key === stream ? stream : key
}

/** The subject of a key. */
export const subjectOfKey = (key: string): HistorySubject => ({
  kind: kindByPrefix.get(categoryOf(key)) ?? 'settings',
  id: idOfStream(key),
})

/** Escapes a value, so that ids of different values and catalogues differ. */
const escapeValue = (value: string): string => value.replaceAll('%', '%25').replaceAll(':', '%3A')

/**
 * The subject of a classifier value: its id is `catalogue:value`, such as `status:active`, `contactProperty:5` and
 * `contactGroup:news`. In the value `%` is written `%25` and `:` is written `%3A`.
 */
export const classifierSubject = (catalogue: string, value: string | number): HistorySubject => ({
  kind: 'classifier',
  id: `${catalogue}:${escapeValue(String(value))}`,
})

/** The subject of a number series, `series:ID`: its id may look like a customer number. */
export const seriesSubject = (seriesId: string): HistorySubject => ({
  kind: 'customerNumber',
  id: `series:${seriesId}`,
})
