import {
  Channel,
  GiveMarketingConsent,
  givenIdOf,
  LiftMarketingBan,
  type Message,
  oneOf,
  SetMarketingBan,
  text,
  WithdrawMarketingConsent,
} from '@clientele/domain'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type BadCell, date, decodeRow, key, namedChoice, optional, type RowOf } from '../columns.js'
import { customerNamed, type FileKind, type Known, noonOf, type Plan } from '../kind.js'
import { createSequences, type FileStatement, type Place } from './marketing-sequences.js'

const columns = {
  personId: optional(givenIdOf('PersonId')),
  customerId: optional(givenIdOf('CustomerId')),
  channel: key(namedChoice(Channel)),
  statement: key(oneOf('Statement', ['ban', 'lift', 'consent', 'withdraw'])),
  date: optional(date),
  source: optional(text),
  reason: optional(text),
}

type Row = RowOf<typeof columns>

const isAboutBan = ({ statement }: Row): boolean => statement === 'ban' || statement === 'lift'

const badCell = (column: string, expected: string): BadCell => ({ column, expected })

/**
 * The bad cells of a row: a ban needs a person, perhaps at one company; a consent is for a person or a customer
 * everywhere.
 */
const badCellsOf = (row: Row): readonly BadCell[] => {
  const { personId, customerId } = row
  if (personId == null && customerId == null) return [badCell('personId', 'a person or a customer')]
  if (isAboutBan(row) || personId == null || customerId == null || personId === customerId) return []
  return [badCell('customerId', 'nothing: a consent is for the person everywhere')]
}

/** The person of a row; for a private customer its person. */
const partyOf = ({ personId, customerId }: Row, { tables }: Known): string | null =>
  personId ?? tables.customers.get(customerId ?? '')?.personId ?? null

const banCommand = (row: Row, known: Known): Message => {
  const { channel, source, reason } = row
  const at = row.personId == null || row.customerId === row.personId ? null : (row.customerId ?? null)
  const ban = {
    personId: partyOf(row, known) ?? row.customerId ?? '',
    channel,
    customerId: at,
    date: row.date ?? null,
    source: source ?? null,
    reason: reason ?? null,
  }
  return row.statement === 'ban' ? SetMarketingBan(ban) : LiftMarketingBan(ban)
}

const consentCommand = ({ personId, customerId, channel, statement, date: day, source, reason }: Row): Message => {
  const party = personId != null ? { personId } : { customerId: customerId ?? '' }
  const evidence = day == null || source == null ? null : { capturedAt: day, source }
  return statement === 'consent'
    ? GiveMarketingConsent({ ...party, channel, date: day ?? null, evidence })
    : WithdrawMarketingConsent({ ...party, channel, date: day ?? null, reason: reason ?? null })
}

/** The key of a sequence: bans or consents of one subject on one channel (and at one company). */
const sequenceOf = (row: Row): string =>
  JSON.stringify([row.personId ?? null, row.customerId ?? null, row.channel, isAboutBan(row)])

const contentOf = (row: Row): string =>
  row.statement === 'consent' ? JSON.stringify([row.statement, row.date ?? null, row.source ?? null]) : row.statement

const statementIn = (row: Row): FileStatement => ({
  sequence: sequenceOf(row),
  date: row.date ?? null,
  content: contentOf(row),
})

const subjectOf = (row: Row, known: Known): string => {
  const person = known.tables.persons.get(row.personId ?? '')
  const name = person === undefined ? null : [person.firstName, person.lastName].filter(Boolean).join(' ')
  return name ?? row.personId ?? customerNamed(row.customerId ?? '', known)
}

const planRow = (row: Row, { commandId, lastOfDay }: Place, known: Known): Plan => ({
  create: [isAboutBan(row) ? banCommand(row, known) : consentCommand(row)],
  at: noonOf(row.date, known),
  commandId,
  unlessGiven: [...new Set([commandId, lastOfDay])],
})

/**
 * Bans and consents. The statements of a file about one person or customer, channel and company are a sequence,
 * executed in the order of their days. The command id of each is derived from its content and its number within its
 * day, so that it is executed only once, whatever happened since; and if the last one of a day was executed before,
 * none of that day is executed again.
 */
export const marketing = (): FileKind => {
  const sequences = createSequences()
  const started = new Set<string>()
  const decode = (cellOf: (column: string) => string | undefined) => {
    const row = decodeRow(columns, cellOf)
    if (isLeft(row)) return row
    const bad = badCellsOf(row.right)
    return bad.length > 0 ? left(bad) : row
  }
  return {
    file: 'marketing.csv',
    columns,
    notRead: [],
    named: {},
    knownBy: ['personId', 'customerId'],
    deferredUntil: 'marketing.csv',
    prescan: (cellOf) => {
      const row = decode(cellOf)
      if (!isLeft(row)) sequences.note(statementIn(row.right))
    },
    read: (cellOf) => {
      const decoded = decode(cellOf)
      if (isLeft(decoded)) return decoded
      const row = decoded.right
      const place = sequences.next(statementIn(row))
      return right({
        id: place.id,
        isIdGiven: true,
        about: () => ({
          personIds: row.personId == null ? [] : [row.personId],
          customerIds: row.customerId == null ? [] : [row.customerId],
        }),
        subject: (known) => subjectOf(row, known),
        keys: (known) => [partyOf(row, known) ?? row.customerId ?? ''],
        waitsFor: () => (place.after === null || started.has(place.after) ? null : place.after),
        plan: (known) => {
          if (place.id !== null) started.add(place.id)
          return planRow(row, place, known)
        },
      })
    },
  }
}
