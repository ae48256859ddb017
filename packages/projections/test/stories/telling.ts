import type { KnownEvent } from '@clientele/domain'
import { type LogEvent, logOf } from '../log.js'
import { inLines, short } from '../short.js'
import { createProjections, createRegister, type HistoryEntry, type RecordedChange, type RowChange } from '../source.js'

/** Events that are checked one by one, and the events before them. */
export type Story = { readonly before: readonly LogEvent[]; readonly events: readonly LogEvent[] }

type Row = { readonly [column: string]: unknown }

const columnsOf = (row: Row): string =>
  Object.entries(row)
    .map(([column, value]) => `${column} ${short(value)}`)
    .join(', ')

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)

const isContinued = (old: unknown, now: unknown): boolean =>
  Array.isArray(old) && Array.isArray(now) && old.length > 0 && short(now.slice(0, old.length)) === short(old)

const differences = (before: Row, after: Row, place = ''): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((column) => {
    const [old, now, name] = [before[column], after[column], place + column]
    if (short(old) === short(now)) return []
    if (isRow(old) && isRow(now)) return differences(old, now, `${name}.`)
    const isLonger = Array.isArray(old) && Array.isArray(now) && isContinued(old, now)
    return [isLonger ? `${name} also ${short(now.slice(old.length))}` : `${name} ${short(old)} → ${short(now)}`]
  })

const changeText = ({ table, key, before, after }: RowChange<Row>): string => {
  if (before === undefined || before === null) return `${table} gets ${columnsOf(after ?? {})}`
  const named = `${table} ${key.replaceAll('\t', '+')}`
  return after === undefined || after === null
    ? `${named} goes`
    : `${named}: ${differences(before, after).join(', ') || 'as it was'}`
}

const withReason = ({ metadata, ...event }: KnownEvent): KnownEvent =>
  ({ ...event, metadata: { ...metadata, reason: 'as told' } }) as KnownEvent

const knownIn = ({ before, events }: Story): readonly KnownEvent[] => logOf(...before, ...events).map(withReason)

/** The changes of the tables by every event of a story, column by column. */
export const tableChangesOf = (story: Story): readonly string[] => {
  const register = createRegister()
  const known = knownIn(story)
  register.applyAll(known.slice(0, story.before.length))
  return known
    .slice(story.before.length)
    .flatMap((event) => [
      `${event.type} on ${event.stream}`,
      ...register.apply(event).flatMap((one) => inLines(`- ${changeText(one as RowChange<Row>)}`)),
    ])
}

const personsOf = (persons: readonly string[] | null | undefined): string =>
  persons == null ? '' : ` (of ${persons.join(', ')})`

const changed = ({ field, old, new: after, whose: persons }: RecordedChange): string =>
  `${field} ${short(old)} → ${short(after)}${personsOf(persons)}`

const entryTexts = (entry: HistoryEntry): readonly string[] => [
  ...entry.changes.map(changed),
  ...(entry.topic === null ? [] : [`about ${short(entry.topic)}${personsOf(entry.topicOf)}`]),
  ...(entry.on === null ? [] : [`on ${entry.on}${personsOf(entry.onOf)}`]),
  ...(entry.effectiveDate === null ? [] : [`counts from ${entry.effectiveDate}`]),
  ...(entry.customerId === null ? [] : [`seen with ${short(entry.customerId)}`]),
  ...(entry.reasonOf === null ? [] : [`reason${personsOf(entry.reasonOf)}`]),
]

/** The history line of every event of a story, with the subjects it is linked from. */
export const historyLinesOf = (story: Story): readonly string[] => {
  const { history, applyAll } = createProjections()
  applyAll(knownIn(story))
  const { size, subjects, at } = history.contents().since
  const withLine = (line: number): string =>
    subjects
      .filter((subject) => subject.all().includes(line))
      .map(({ kind, id }) => `${kind} ${id}`)
      .join(', ')
  return Array.from({ length: size }, (_, line) => line)
    .slice(story.before.length)
    .flatMap((line) => [
      `${at(line).type} with ${withLine(line)}`,
      ...entryTexts(at(line)).flatMap((one) => inLines(`- ${one}`)),
    ])
}
