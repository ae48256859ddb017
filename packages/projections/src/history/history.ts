import {
  type CalendarDate,
  categoryOf,
  type Instant,
  idOfStream,
  type KnownEvent,
  type Position,
  rowFor,
} from '@clientele/domain'
import type { Register } from '../register/register.js'
import type { FieldChange, HistoryKind, HistorySubject, Line } from './line.js'
import { lines } from './lines/index.js'

/** A line as it is kept: what a reader saw when it happened. `customerId` is the other party whose visibility counts. */
export type HistoryEntry = {
  readonly position: Position
  readonly recordedAt: Instant
  readonly effectiveDate: CalendarDate | null
  readonly by: string
  readonly type: string
  readonly topic: string | null
  readonly changes: readonly FieldChange[]
  readonly customerId: string | null
}

/** The time line: every event under every subject it touches. */
export type History = {
  /** Notes an event; comes before the register applies it, whose old values and names it takes. */
  apply(event: KnownEvent): void
  /** The lines of a subject in the order of recording. */
  of(subject: HistorySubject): readonly HistoryEntry[]
  /** The kinds of subject with lines under an id. */
  kindsOf(id: string): readonly HistoryKind[]
}

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
}

const subjectOf = (stream: string): HistorySubject => ({
  kind: kinds[categoryOf(stream)] ?? 'settings',
  id: idOfStream(stream),
})

const entryOf = (event: KnownEvent, { effectiveDate, topic, changes, customerId }: Line): HistoryEntry => ({
  position: event.position,
  recordedAt: event.recordedAt,
  effectiveDate: effectiveDate ?? null,
  by: event.metadata.by,
  type: event.type,
  topic: topic ?? null,
  changes,
  customerId: customerId ?? null,
})

/** A history in which nothing has happened; `register` is where names and old values are looked up. */
export const createHistory = (register: Register): History => {
  const entries = new Map<HistoryKind, Map<string, HistoryEntry[]>>(
    Object.values(kinds).map((kind) => [kind, new Map()]),
  )

  const add = ({ kind, id }: HistorySubject, entry: HistoryEntry): void => {
    const known = entries.get(kind)?.get(id)
    if (known === undefined) entries.get(kind)?.set(id, [entry])
    else known.push(entry)
  }

  return {
    apply: (event) => {
      const { stream } = event
      const happening = { register, stream, id: idOfStream(stream), event }
      const line = rowFor<Line>(lines, event.type)?.(event.data, happening)
      if (line === undefined) return
      const entry = entryOf(event, line)
      add(line.subject ?? subjectOf(stream), entry)
      for (const other of line.also ?? []) add(other, entry)
    },
    of: ({ kind, id }) => entries.get(kind)?.get(id) ?? [],
    kindsOf: (id) => [...entries].filter(([, byId]) => byId.has(id)).map(([kind]) => kind),
  }
}
