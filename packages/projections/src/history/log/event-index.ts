import { createInterner, type Interner } from '../../data-structures/interner.js'
import { createNumberLists } from '../../data-structures/number-lists.js'
import { createLinks, none } from '../columns/links.js'
import { createEventColumns, type EventColumns, ensureLength } from './event-columns.js'
import type { EventRecord } from './event-record.js'

/** Separates the texts of an interned list; no text contains it. */
const separator = '\n'

/** The texts of an interned list. */
export const listIn = (list: string): readonly string[] => (list === '' ? [] : list.split(separator))

/** Every event in the order of the log, with the columns by which audit questions select events. */
export type EventIndex = {
  readonly size: number
  readonly columns: EventColumns
  /** Keys of subjects; see `subjectOfKey`. */
  readonly subjects: Interner
  readonly types: Interner
  readonly actors: Interner
  readonly origins: Interner
  /** Lists of fields; see `listIn`. */
  readonly fields: Interner
  /** Lists of parties; the empty one has number 0. */
  readonly parties: Interner
  /** The numbers of subjects, lists of fields and lists of parties. */
  readonly counts: { readonly subjects: number; readonly fields: number; readonly parties: number }
  add(record: EventRecord): void
  /** Makes room for this many events at once: V8 collects the whole heap for arrays that grow again and again. */
  reserve(events: number): void
  /** The numbers of the events of a subject, newest first. */
  ofSubject(key: string): Iterable<number>
  /** The numbers of the events of an actor in ascending order. The array is not changed later. */
  ofActor(actor: string): Uint32Array
}

/** An interner of lists; the empty one has number 0. */
const createListInterner = (): Interner => {
  const interner = createInterner()
  interner.intern('')
  return interner
}

const createTexts = () => ({
  subjects: createInterner(),
  types: createInterner(),
  actors: createInterner(),
  origins: createInterner(),
  fields: createListInterner(),
  parties: createListInterner(),
})

/** Creates an empty index. */
export const createEventIndex = (): EventIndex => {
  const texts = createTexts()
  const { subjects, types, actors, origins, fields, parties } = texts
  const links = createLinks()
  // The last link of each subject, by its number.
  const lasts: number[] = []
  const byActor = createNumberLists()
  let columns = createEventColumns(1_024)
  let size = 0

  const link = (subject: number, event: number): void => {
    const before = lasts[subject] ?? none
    if (before === none || links.lineOf(before) !== event) lasts[subject] = links.add(event, before)
  }

  const write = (at: number, record: EventRecord): void => {
    const actor = actors.intern(record.by)
    byActor.push(actor, at)
    columns.actors[at] = actor
    columns.types[at] = types.intern(record.type)
    columns.origins[at] = origins.intern(record.origin)
    columns.fields[at] = fields.intern(record.fields.join(separator))
    columns.parties[at] = parties.intern(record.parties.join(separator))
    columns.commands[at] = record.command
    columns.correlations[at] = record.correlation
    columns.addresses[at] = record.address
    columns.ats[at] = record.at
    columns.times[at] = record.recordedAt
  }

  return {
    ...texts,
    get size() {
      return size
    },
    get columns() {
      return columns
    },
    get counts() {
      return { subjects: subjects.size, fields: fields.size, parties: parties.size }
    },
    add: (record) => {
      columns = ensureLength(columns, size + 1)
      const numbers = record.subjects.map(subjects.intern)
      columns.subjects[size] = numbers[0] ?? 0
      for (const number of numbers) link(number, size)
      write(size, record)
      size += 1
    },
    reserve: (events) => {
      columns = ensureLength(columns, events)
    },
    ofSubject: function* (key) {
      const last = lasts[subjects.numberOf(key) ?? -1] ?? none
      for (let at = last; at !== none; at = links.before(at)) yield links.lineOf(at)
    },
    ofActor: (actor) => byActor.of(actors.numberOf(actor) ?? none),
  }
}
