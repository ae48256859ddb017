import type { EventType } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import type { Line } from '../../src/history/line.js'
import { plainLine } from '../../src/history/lines/plain.js'
import { personParty, word } from '../../src/history/word.js'
import { summaryOf } from '../../src/messages/change-text.js'
import { streamId } from '../../src/register/stream-id.js'
import { acme, anna, bertil, beta, contact, event, gA, logOf, registerOf } from '../log.js'
import { messagesFor } from '../source.js'

const register = registerOf(anna, bertil, acme, beta, gA, contact('pekka', 'Virtanen'))

const lineOf = (type: EventType, stream: string, data: object): Line => {
  const [one] = logOf(event(type, stream, data))
  if (one === undefined) throw new Error(`no ${type}`)
  return plainLine({ register, stream, id: streamId(stream), event: one })
}

const customer = 'customer-acme'

describe('an event without a specific line', () => {
  test('shows its fields under their names, ids as names', () => {
    expect(lineOf('CustomerOwnerChanged', customer, { from: 'anna', to: 'bertil', reason: null })).toEqual({
      changes: [
        { field: 'from', old: null, new: 'Anna Aalto' },
        { field: 'to', old: null, new: 'Bertil Berg' },
      ],
      customerId: null,
    })
    expect(lineOf('CustomerAddedToGroup', customer, { groupId: 'gA' }).changes).toEqual([
      { field: 'groupId', old: null, new: 'Accounting' },
    ])
  })
  test('leaves out its subject, and translates the words of choices and flags', () => {
    const { changes } = lineOf('CustomerRegistered', customer, { customerId: 'acme', kind: 'company', name: 'Acme' })
    expect(changes).toEqual([
      { field: 'kind', old: null, new: word('company') },
      { field: 'name', old: null, new: 'Acme' },
    ])
    expect(lineOf('CustomerMergedInto', customer, { survivorId: 'beta', moved: true }).changes).toContainEqual({
      field: 'moved',
      old: null,
      new: word('yes'),
    })
  })
  test('marks personal values with the persons they are about', () => {
    const data = { customerId: 'acme', kind: 'privateCustomer', name: 'Pekka Virtanen', personId: 'pekka' }
    expect(lineOf('CustomerRegistered', customer, data).changes).toContainEqual({
      field: 'name',
      old: null,
      new: 'Pekka Virtanen',
      whose: ['pekka'],
    })
    const left = { channel: 'email', customerId: null, source: 'call', reason: 'asked', date: '2024-03-15' }
    expect(lineOf('MarketingBanSet', 'person-pekka', left).changes).toContainEqual({
      field: 'reason',
      old: null,
      new: 'asked',
      whose: ['pekka'],
    })
  })
  test('marks texts about linked persons as personal', () => {
    const note = { activityId: 'n1', links: { personIds: ['pekka'], customerId: 'acme' }, text: 'Called' }
    expect(lineOf('NoteWritten', 'activity-n1', note).changes).toContainEqual({
      field: 'text',
      old: null,
      new: 'Called',
      whose: ['pekka'],
    })
  })
  test('has the customers and persons it names as parties: viewers who may not see them do not see the line', () => {
    expect(lineOf('CustomerAbsorbed', customer, { duplicateId: 'beta' }).customerId).toEqual(['beta'])
    const joins = { projectId: 'roof', employeeId: null, personId: 'pekka' }
    expect(lineOf('ProjectParticipantAdded', 'project-roof', joins)).toMatchObject({
      changes: [{ field: 'personId', new: 'Virtanen', whose: ['pekka'] }],
      customerId: [personParty('pekka')],
    })
  })
  test('is summarized by the words of its name if no language has a text', () => {
    const withoutTexts = { ...messagesFor('fi'), events: {} }
    expect(summaryOf(withoutTexts, 'CustomerOwnerChanged', [], [])).toBe('Customer owner changed')
  })
})
