import type { Times } from './event-times.js'
import type { FieldChange } from './fold.js'

const deletions: ReadonlySet<string> = new Set(['CustomerDeleted', 'CustomerGroupDeleted', 'SpecialGroupDeleted'])

/** Whether events of this type delete their subject, which has no values afterwards. */
export const isDeletion = (type: string): boolean => deletions.has(type)

/** The end of all values of a field, because its subject was deleted. */
export const endedByDeletion = (times: Times): FieldChange => ({
  ...times,
  old: null,
  new: null,
  shown: null,
  replacesAll: true,
  needsOld: false,
})
