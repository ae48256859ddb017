import { isRecord, type RecordedEvent } from '@clientele/domain'
import type { HistorySubject } from '@clientele/projections'

/** The kinds of subjects in histories, by the category of their streams. */
export const kinds = {
  customer: 'customer',
  person: 'contact',
  employee: 'employee',
  project: 'project',
  customerGroups: 'customerGroup',
  specialGroups: 'specialGroup',
} as const

/** The fields that name the subject of an event in a stream with several subjects. */
const idFields: { readonly [category: string]: string | undefined } = {
  customerGroups: 'groupId',
  specialGroups: 'specialGroupId',
}

type Category = keyof typeof kinds

/** Whether the subjects of a category have a kind here. */
export const isKind = (category: string): category is Category => Object.hasOwn(kinds, category)

/** The subject of an event: the category of its stream, and its id. */
export const subjectOf = ({ stream, data }: RecordedEvent): { readonly category: string; readonly id: string } => {
  const [category = '', ...rest] = stream.split('-')
  const field = idFields[category]
  const id: unknown = field !== undefined && isRecord(data) ? Reflect.get(data, field) : rest.join('-')
  return { category, id: String(id) }
}

/** The stream of a subject, and whether it holds others too. */
export const streamOf = ({ kind, id }: HistorySubject): { readonly stream: string; readonly isShared: boolean } => {
  const category = Object.keys(kinds).find((one) => isKind(one) && kinds[one] === kind) ?? kind
  const isShared = idFields[category] !== undefined
  return { stream: isShared ? category : `${category}-${id}`, isShared }
}
