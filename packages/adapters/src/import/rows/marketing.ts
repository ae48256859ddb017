import { hash } from 'node:crypto'
import {
  Channel,
  GiveMarketingConsent,
  idOf,
  LiftMarketingBan,
  type Message,
  oneOf,
  SetMarketingBan,
  text,
  WithdrawMarketingConsent,
} from '@clientele/domain'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type BadCell, date, decodeRow, given, key, type RowOf } from '../columns.js'
import type { FileKind, Known } from '../kind.js'

const columns = {
  personId: given(idOf('PersonId')),
  customerId: given(idOf('CustomerId')),
  channel: key(Channel),
  statement: key(oneOf('Statement', ['ban', 'lift', 'consent', 'withdraw'])),
  date: given(date),
  source: given(text),
  reason: given(text),
}

type Row = RowOf<typeof columns>

const isAboutBan = ({ statement }: Row): boolean => statement === 'ban' || statement === 'lift'

const badCell = (column: string, expected: string): BadCell => ({ column, expected })

/** A ban is a person's, perhaps at one company; a consent is a person's or a customer's, and holds everywhere. */
const misplaced = (row: Row): readonly BadCell[] => {
  const { personId, customerId } = row
  if (personId == null && customerId == null) return [badCell('personId', 'a person or a customer')]
  if (isAboutBan(row) || personId == null || customerId == null || personId === customerId) return []
  return [badCell('customerId', 'nothing: a consent is for the person everywhere')]
}

/** Whom a row is about; a private customer is the person it is. */
const partyOf = ({ personId, customerId }: Row, { tables }: Known): string | null =>
  personId ?? tables.customers.get(customerId ?? '')?.personId ?? null

const banned = (row: Row, known: Known): Message => {
  const { channel, source, reason } = row
  const at = row.personId == null || row.customerId === row.personId ? null : (row.customerId ?? null)
  const ban = {
    personId: partyOf(row, known) ?? row.customerId ?? '',
    channel,
    customerId: at,
    source: source ?? null,
    reason: reason ?? null,
  }
  return row.statement === 'ban' ? SetMarketingBan(ban) : LiftMarketingBan(ban)
}

const agreed = ({ personId, customerId, channel, statement, date: day, source, reason }: Row): Message => {
  const party = personId != null ? { personId } : { customerId: customerId ?? '' }
  const evidence = day == null || source == null ? null : { capturedAt: day, source }
  return statement === 'consent'
    ? GiveMarketingConsent({ ...party, channel, evidence })
    : WithdrawMarketingConsent({ ...party, channel, reason: reason ?? null })
}

/** What a story is about: bans, or consent, of somebody on one channel (and at one company). */
const storyOf = (row: Row): string =>
  JSON.stringify([row.personId ?? null, row.customerId ?? null, row.channel, isAboutBan(row)])

const saysTheSame = (row: Row): string =>
  row.statement === 'consent' ? JSON.stringify([row.statement, row.date ?? null, row.source ?? null]) : row.statement

type Chapter = { readonly number: number; readonly says: string }

/** Numbers the statements of every story; one that only says again what was said right before it is the same. */
const chapters = (): ((row: Row) => Chapter) => {
  const last = new Map<string, Chapter>()
  return (row) => {
    const story = storyOf(row)
    const says = saysTheSame(row)
    const before = last.get(story) ?? { number: 0, says: '' }
    const chapter = before.says === says ? before : { number: before.number + 1, says }
    last.set(story, chapter)
    return chapter
  }
}

const commandId = (row: Row, { number, says }: Chapter): string =>
  `import.${hash('sha256', JSON.stringify([storyOf(row), number, says, row.date ?? null]), 'hex').slice(0, 32)}`

const noon = (day: string | null | undefined): string | undefined => (day == null ? undefined : `${day}T12:00:00.000Z`)

/**
 * Bans and consents. The statements of a file about one person or customer, channel and company are one story. Each is
 * given under an id made of what it says and of its place in the story, so that it is given once, whatever has been
 * said since; and when the last one of a story was given before, nothing of that story is given again.
 */
export const marketing = (): FileKind => {
  const ends = new Map<string, string>()
  const ahead = chapters()
  const told = chapters()
  const decode = (cellOf: (column: string) => string | undefined) => {
    const row = decodeRow(columns, cellOf)
    if (isLeft(row)) return row
    const bad = misplaced(row.right)
    return bad.length > 0 ? left(bad) : row
  }
  return {
    file: 'marketing.csv',
    columns,
    later: 'marketing.csv',
    survey: (cellOf) => {
      const row = decode(cellOf)
      if (!isLeft(row)) ends.set(storyOf(row.right), commandId(row.right, ahead(row.right)))
    },
    read: (cellOf) => {
      const decoded = decode(cellOf)
      if (isLeft(decoded)) return decoded
      const row = decoded.right
      const id = commandId(row, told(row))
      return right({
        id: null,
        keys: (known) => [partyOf(row, known) ?? row.customerId ?? ''],
        waitsFor: () => null,
        plan: (known) => ({
          adds: [isAboutBan(row) ? banned(row, known) : agreed(row)],
          at: noon(row.date),
          commandId: id,
          unlessGiven: [...new Set([id, ends.get(storyOf(row)) ?? id])],
        }),
      })
    },
  }
}
