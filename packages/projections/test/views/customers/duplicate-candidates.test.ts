import { describe, expect, test } from 'vitest'
import { archived, customer, event, policy } from '../../log.js'
import { answersOf } from '../../short.js'
import { viewsOfTown, viewsOn } from '../../town/town.js'

const _views = viewsOfTown()

describe('candidates for a merge', () => {
  const email = (id: string, name: string, contactInfo: object, more: object = {}) =>
    customer(id, name, { contactInfo, ...more })
  const alike = viewsOn(
    '2024-06-15',
    email('a', 'Zeta Oy', { email: 'x@y.fi' }),
    email('b', 'zeta oy', { email: 'X@Y.fi', businessId: '1-2' }),
    email('c', 'Beta', { businessId: '12' }),
    email('d', 'beta.', {}),
    email('e', 'Beta', {}, { kind: 'privateCustomer' }),
    email('f', 'Ähma', { email: 'x@y.fi' }),
    customer('g', 'Beta'),
    archived('g'),
    event('CustomerRegistered', 'customer-h', { customerId: 'h', kind: 'company', name: 'Beta', private: true }),
    policy('privateVisibility', 'ownerOnly'),
  )
  test('are sorted by the strongest criterion, each set once', () => {
    expect(answersOf(alike.duplicateCandidates, {}, { locale: 'fi' }, { offset: 1, limit: 1 }, { offset: 2 })).toEqual([
      '? {}',
      '# because | customerIds',
      'businessId | [c, b]',
      'name | [c, h, d]',
      'name | [b, a]',
      'email | [f, b, a]',
      '? {locale fi}',
      'businessId | [c, b]',
      'name | [c, h, d]',
      'name | [b, a]',
      'email | [b, a, f]',
      '? {offset 1, limit 1}',
      'name | [c, h, d]',
      '? {offset 2}',
      'name | [b, a]',
      'email | [f, b, a]',
    ])
  })
})
