import {
  areNeverShared,
  bansAlwaysWin,
  type ContactFacts,
  type Customer,
  customerAggregate,
  isInvoicedOnlyAsCustomer,
  isSmallestFree,
  mayHappenWhileArchived,
  movesFromWhereItIs,
  othersStayAsTheyWere,
  type Statement,
  standardPolicies,
} from '@clientele/domain'
import { describe, expect, test } from 'vitest'

const eventOf = (type: string, data: object = {}) => ({ type, data })
const may = (type: string, data: object = {}, archivedCustomerAssignments: 'reject' | 'allow' = 'reject') =>
  mayHappenWhileArchived(eventOf(type, data), { ...standardPolicies, archivedCustomerAssignments })

describe('for an archived customer', () => {
  test.each([
    'CustomerRestored',
    'MarketingConsentGiven',
    'MarketingConsentWithdrawn',
    'CustomerStartDateSet',
    'CustomerStartDateCleared',
    'ResponsibilityEnded',
    'ResponsibilityVoided',
    'ResponsibleRoleRemoved',
    'PortalAccessRevoked',
    'CustomerRemovedFromGroup',
    'CustomerRemovedFromSpecialGroup',
  ])('%s is allowed', (type) => expect(may(type)).toBe(true))
  test.each([
    'CustomerDetailsChanged',
    'CustomerAddedToGroup',
    'InvoiceRecorded',
    'ResponsibleAssigned',
    'CustomerMarkedPrivate',
  ])('%s is not', (type) => expect(may(type)).toBe(false))
  test('leaving its group is allowed, joining one is not', () => {
    expect([
      may('CustomerMovedToGroup', { to: null }),
      may('CustomerMovedToGroup', { to: 'a' }),
      may('CustomerAddedToGroup', { to: null }),
    ]).toEqual([true, false, false])
  })
  test('a new owner is allowed when the old one is deactivated, and not otherwise', () => {
    const reason = 'employeeDeactivated'
    expect([
      may('CustomerOwnerChanged', { reason }),
      may('CustomerOwnerChanged'),
      may('CustomerMarkedPrivate', { reason }),
    ]).toEqual([true, false, false])
  })
  test('portal access for another person is allowed by a merge of persons, and not otherwise', () => {
    const reason = 'merge'
    expect([
      may('PortalAccessGranted', { reason }),
      may('PortalAccessGranted'),
      may('CustomerDetailsChanged', { reason }),
    ]).toEqual([true, false, false])
  })
  test('new responsibilities are allowed if the policy says so', () => {
    expect([
      may('ResponsibleAssigned', {}, 'allow'),
      may('ResponsibilityIntervalChanged', {}, 'allow'),
      may('InvoiceRecorded', {}, 'allow'),
    ]).toEqual([true, true, false])
    expect(mayHappenWhileArchived({ type: 'CustomerMovedToGroup', data: null }, standardPolicies)).toBe(false)
  })
})

describe('a customer', () => {
  const customer = (more: Partial<Customer>): Customer => ({ ...customerAggregate.initial, ...more })
  test('moves from the group it was in, or from none', () => {
    expect([
      movesFromWhereItIs(customer({ groups: ['a'] }), 'a'),
      movesFromWhereItIs(customer({ groups: ['a'] }), null),
      movesFromWhereItIs(customer({}), null),
      movesFromWhereItIs(customer({}), 'a'),
    ]).toEqual([true, false, true, false])
  })
  test('has documents only after it is registered', () => {
    const documents = customerAggregate.initial.documents.with('i1', {
      kind: 'invoice',
      date: '2024-01-01',
      at: '2024-01-01T09:00:00.000Z',
    })
    expect([
      isInvoicedOnlyAsCustomer(customer({})),
      isInvoicedOnlyAsCustomer(customer({ documents })),
      isInvoicedOnlyAsCustomer(customer({ documents, registered: true })),
    ]).toEqual([true, false, true])
  })
})

describe('customer numbers', () => {
  test('are never shared, though a customer may have several and get one back', () => {
    const has = (customerId: string, number: number) => ({ customerId, number })
    expect(areNeverShared([has('a', 1), has('b', 2), has('a', 3), has('a', 1)])).toBe(true)
    expect(areNeverShared([has('a', 1), has('b', 2), has('b', 1)])).toBe(false)
    expect(areNeverShared([has('a', 1), has('b', 1), has('c', 2)])).toBe(false)
  })
  test('are the lowest free ones from the start on', () => {
    const reserved = new Set([1, 2, 4])
    expect([
      isSmallestFree(3, 1, reserved),
      isSmallestFree(5, 1, reserved),
      isSmallestFree(2, 1, reserved),
      isSmallestFree(5, 4, reserved),
      isSmallestFree(7, 7, reserved),
    ]).toEqual([true, false, false, true, true])
  })
})

describe('marketing permission', () => {
  const statement = (
    kind: Statement['kind'],
    channel: Statement['channel'],
    more: Partial<Statement> = {},
  ): Statement => ({
    kind,
    channel,
    customerId: null,
    date: '2024-01-01',
    at: '2024-01-01T09:00:00.000Z',
    source: null,
    reason: null,
    evidence: null,
    ...more,
  })
  const facts = (...statements: readonly Statement[]): ContactFacts => ({
    own: [{ of: { kind: 'person', id: 'pekka' }, statements }],
    company: null,
    properties: [],
    naturalPerson: false,
    erased: false,
  })
  const place = { customerId: null, day: '2024-03-15' }
  test('is denied if a ban is in force', () => {
    expect(
      bansAlwaysWin(standardPolicies, facts(statement('ban', 'email'), statement('consent', 'email')), place),
    ).toBe(true)
    expect(bansAlwaysWin(standardPolicies, facts(), place)).toBe(true)
  })
  test('on one channel does not affect the others', () => {
    const on = { ...place, channel: 'email' } as const
    expect(othersStayAsTheyWere(standardPolicies, facts(), facts(statement('ban', 'email')), on)).toBe(true)
    expect(othersStayAsTheyWere(standardPolicies, facts(), facts(statement('ban', 'sms')), on)).toBe(false)
    expect(othersStayAsTheyWere(standardPolicies, facts(), facts(statement('ban', 'letter')), on)).toBe(false)
    expect(
      othersStayAsTheyWere(
        standardPolicies,
        facts(statement('ban', 'sms')),
        facts(statement('ban', 'sms'), statement('ban', 'email')),
        on,
      ),
    ).toBe(true)
  })
})
