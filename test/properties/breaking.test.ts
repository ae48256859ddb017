import type { EventType, KnownEvent, Message } from '@clientele/domain'
import { decodedEvent, type ExecutedCommand, type Invariant, invariants } from '@clientele/testing'
import { describe, expect, test } from 'vitest'

type Fact = readonly [stream: string, type: EventType, data: object]

const logFrom = (facts: readonly Fact[]): readonly KnownEvent[] => {
  const revisions = new Map<string, number>()
  return facts.map(([stream, type, data], index) => {
    const revision = revisions.get(stream) ?? 0
    revisions.set(stream, revision + 1)
    const recordedAt = '2024-03-15T09:00:00.000Z'
    const metadata = { by: 'host', at: recordedAt, commandId: `m${index}` }
    const id = `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`
    return decodedEvent({
      id,
      type,
      schemaVersion: 1,
      data,
      metadata,
      stream,
      revision,
      position: String(index),
      recordedAt,
    })
  })
}

/** A command to which all events from an index are attributed. */
type Attribution = {
  readonly command: Message
  readonly from: number
  readonly refusals?: number
  readonly silent?: boolean
}

const commandOf = (
  log: readonly KnownEvent[],
  { command, from, refusals = 0, silent = false }: Attribution,
): ExecutedCommand => ({
  command,
  meta: { by: 'host', host: true, at: '2024-03-15T09:00:00.000Z', today: '2024-03-15', commandId: 'm' },
  answer: {
    events: silent || refusals > 0 ? [] : log.slice(from),
    refusals: Array.from({ length: refusals }, () => ({ error: 'Refused' })),
  },
  before: from,
  after: log.length,
})

const registered: Fact = ['customer-a', 'CustomerRegistered', { customerId: 'a', kind: 'company', name: 'A' }]
const employee: Fact = ['employee-e', 'EmployeeRegistered', { employeeId: 'e', name: 'E' }]
const person: Fact = ['person-p', 'ContactRegistered', { lastName: 'P' }]
const group = (groupId: string, parentId: string | null = null): Fact => [
  'customerGroups',
  'CustomerGroupCreated',
  { groupId, name: groupId, parentId },
]
const assigned = (assignmentId: string, from: string, until: string | null): Fact => [
  'customer-a',
  'ResponsibleAssigned',
  { assignmentId, employeeId: 'e', roleId: null, from, until },
]
const assignedTo = (assignmentId: string, employeeId: string): Fact => [
  'customer-a',
  'ResponsibleAssigned',
  { assignmentId, employeeId, roleId: 'm', from: '2024-03-01', until: null },
]
const invoice = (documentId: string, date: string): Fact => ['customer-a', 'InvoiceRecorded', { documentId, date }]
const starts = (date: string): Fact => ['customer-a', 'CustomerStartDateSet', { date, source: 'invoice' }]
const archived: Fact = ['customer-a', 'CustomerArchived', {}]
const ban: Fact = ['person-p', 'MarketingBanSet', { channel: 'sms' }]

type BrokenHistory = readonly [happenings: readonly Fact[], said?: Attribution]

/** By the id of an invariant, logs that violate it. */
const broken: { readonly [id: string]: readonly BrokenHistory[] } = {
  'INV-01': [
    [[registered, ['customer-a', 'CustomerMovedToGroup', { from: 'g', to: 'h' }]]],
    [
      [
        registered,
        ['customer-a', 'CustomerAddedToGroup', { groupId: 'g' }],
        ['customer-a', 'CustomerAddedToGroup', { groupId: 'h' }],
      ],
    ],
  ],
  'INV-02': [
    [
      [
        group('g'),
        group('h'),
        registered,
        ['customer-a', 'CustomerAddedToGroup', { groupId: 'g' }],
        ['customer-a', 'CustomerAddedToGroup', { groupId: 'h' }],
      ],
    ],
  ],
  'INV-03': [
    [
      [
        ['settings', 'PolicyChanged', { key: 'groupDeletion', from: null, to: 'emptyOnly' }],
        group('g'),
        registered,
        ['customer-a', 'CustomerMovedToGroup', { from: null, to: 'g' }],
        ['customerGroups', 'CustomerGroupDeleted', { groupId: 'g', name: 'g' }],
      ],
    ],
  ],
  'INV-04': [
    [[group('g'), group('h', 'g'), ['customerGroups', 'CustomerGroupMoved', { groupId: 'g', from: null, to: 'h' }]]],
  ],
  'INV-05': [
    [[group('g'), ['customerGroups', 'CustomerGroupCreated', { groupId: 'h', name: ' G ' }]]],
    [
      [registered, ['customer-a', 'CustomerMovedToGroup', { from: null, to: 'g' }]],
      { command: { type: 'RenameCustomerGroup', data: {} }, from: 1 },
    ],
  ],
  'INV-06': [
    [
      [
        ['customer-a', 'CustomerNumberAssigned', { number: 1 }],
        ['customer-b', 'CustomerNumberAssigned', { number: 1 }],
      ],
    ],
    [
      [['customer-a', 'CustomerNumberChanged', { from: 1, to: 2 }]],
      { command: { type: 'SetGroupNumberingStart', data: {} }, from: 0 },
    ],
  ],
  'INV-07': [
    [
      [
        ['customerNumbers', 'NumberSeriesDefined', { seriesId: 's', kind: null, start: 10, end: null }],
        ['customerNumbers', 'CustomerNumberReserved', { number: 11, customerId: 'a' }],
      ],
      { command: { type: 'RegisterCustomer', data: {} }, from: 1 },
    ],
  ],
  'INV-08': [
    [[assigned('r', '2024-03-01', null), assigned('s', '2024-04-01', null)]],
    [[assigned('r', '2024-03-01', '2024-03-01')]],
  ],
  'INV-09': [
    [
      [
        ['roles', 'RoleDefined', { roleId: 'm', name: 'M', kind: 'customer', cardinality: 'single' }],
        registered,
        assignedTo('r', 'e'),
        assignedTo('s', 'f'),
      ],
    ],
    [
      [
        ['roles', 'RoleDefined', { roleId: 'm', name: 'M', kind: 'customer', required: true }],
        registered,
        assignedTo('r', 'e'),
        ['customer-a', 'ResponsibilityEnded', { assignmentId: 'r', until: '2024-03-16' }],
      ],
      { command: { type: 'EndResponsibility', data: {} }, from: 3 },
    ],
  ],
  'INV-10': [
    [
      [
        registered,
        employee,
        assigned('r', '2024-03-01', null),
        ['employee-e', 'EmployeeDeactivated', { effective: '2024-03-10' }],
      ],
    ],
  ],
  'INV-11': [],
  'INV-12': [
    [[registered, invoice('i', '2024-03-01')], { command: { type: 'RecordInvoice', data: {} }, from: 1 }],
    [
      [registered, invoice('i', '2024-03-01'), starts('2024-02-01')],
      { command: { type: 'RecordInvoice', data: {} }, from: 1 },
    ],
    [
      [registered, invoice('i', '2024-03-01'), starts('2024-03-01'), invoice('j', '2024-01-01'), starts('2024-01-01')],
      { command: { type: 'RecordInvoice', data: {} }, from: 3 },
    ],
  ],
  'INV-13': [[[registered], { command: { type: 'ChangeSetting', data: {} }, from: 0 }]],
  'INV-14': [],
  'INV-15': [],
  'INV-16': [
    [
      [
        person,
        ['person-q', 'ContactRegistered', { lastName: 'Q' }],
        ban,
        ['person-p', 'ContactAbsorbed', { duplicateId: 'q' }],
        ['person-p', 'MarketingBanLifted', { channel: 'sms' }],
      ],
      { command: { type: 'MergeContacts', data: { survivorId: 'p', duplicateId: 'q' } }, from: 3 },
    ],
  ],
  'INV-17': [[[invoice('i', '2024-03-01')]]],
  'INV-18': [],
  'INV-19': [],
  'INV-20': [
    [
      [
        ['person-p', 'ContactEmailAccessRestricted', {}],
        person,
        employee,
        ['activity-m', 'EmailRegistered', { personIds: ['p'], direction: 'sent', mailboxId: 'e@own.fi' }],
      ],
    ],
  ],
  'INV-21': [],
  'INV-22': [
    [[registered, archived, ['customer-a', 'CustomerSegmentChanged', { to: 'x' }]]],
    [[registered, archived, invoice('i', '2024-03-01')]],
    [[registered, employee, archived, assigned('r', '2024-03-01', null)]],
    [[registered, group('g'), archived, ['customer-a', 'CustomerMovedToGroup', { from: null, to: 'g' }]]],
  ],
  'INV-23': [],
  'INV-24': [[[registered], { command: { type: 'RegisterCustomer', data: {} }, from: 0, silent: true }]],
  'INV-25': [[[registered], { command: { type: 'RegisterCustomer', data: {} }, from: 0, refusals: 1 }]],
  'INV-26': [],
}

/** Invariants of the projections, or of one function over the states: no log violates them, only changed code. */
const byCodeOnly: readonly string[] = ['INV-11', 'INV-14', 'INV-15', 'INV-18', 'INV-19', 'INV-21', 'INV-23', 'INV-26']

const rules: readonly Invariant[] = Object.values(invariants)

const idOf = (title: string): string => title.slice(0, 6)

describe('every invariant is violated by a broken history', () => {
  test.each(rules.map(({ title }) => title))('%s', (title) => {
    const rule = rules.find((one) => one.title === title)
    const contradicting = broken[idOf(title)] ?? []
    if (!byCodeOnly.includes(idOf(title))) expect(contradicting.length).toBeGreaterThan(0)
    for (const [facts, executed] of contradicting) {
      const log = logFrom(facts)
      expect(rule?.violationsOf(log, executed === undefined ? [] : [commandOf(log, executed)])).not.toEqual([])
      expect(rule?.(log, executed === undefined ? [] : [commandOf(log, executed)])).toBe(false)
    }
  })

  test('and holds for a correct one', () => {
    const log = logFrom([registered, employee, person, ban, group('g'), assigned('r', '2024-03-01', null), archived])
    expect(rules.flatMap((rule) => rule.violationsOf(log))).toEqual([])
    expect(rules.filter((rule) => !rule(log))).toEqual([])
  })
})
