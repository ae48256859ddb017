import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import type { CustomerRow } from '../../../src/tables/rows.js'
import { customer, registerOf } from '../../log.js'
import { duplicateCandidates } from '../../source.js'

/** The ids of the rows with equal results of `textOf`, except an empty text. */
const sharing = (rows: readonly CustomerRow[], textOf: (row: CustomerRow) => string): readonly string[] => {
  const groups = new Map<string, string[]>()
  for (const row of rows) groups.set(textOf(row), [...(groups.get(textOf(row)) ?? []), row.customerId])
  groups.delete('')
  return [...groups.values()].filter(({ length }) => length > 1).map((ids) => ids.sort().join())
}

describe('candidates for merging', () => {
  test('are distinguished from others with the same hash', () => {
    const names = ['Liquid', 'Costarring', 'Zinke', 'Altarage', 'Liquid', 'Costar-Ring', 'Liquid']
    const register = registerOf(...names.map((name, at) => customer(`c${at}`, name)))
    expect(duplicateCandidates(register)).toEqual([
      { because: 'name', customerIds: ['c5', 'c1'] },
      { because: 'name', customerIds: ['c0', 'c4', 'c6'] },
    ])
  })

  const ids = ['c1', 'c2', 'c3', 'c70']
  const change = fc.record({
    customerId: fc.constantFrom(...ids),
    name: fc.constantFrom('Acme Oy', 'ACME, Oy', 'Beta', ''),
    email: fc.constantFrom('a@b.fi', 'A@B.fi', undefined),
    archived: fc.boolean(),
  })
  const many = Array.from({ length: 100 }, (_, at) => customer(`c${at}`, `Nobody ${at}`))

  test.prop([fc.array(change, { maxLength: 12 }), fc.array(change, { maxLength: 12 })])(
    'are those that share a value now, before and after the first query',
    (first, later) => {
      const register = registerOf(...many)
      const { customers } = register.tables
      for (const steps of [first, later]) {
        for (const { customerId, name, email, archived } of steps)
          customers.patch(customerId, { name, archived, details: email === undefined ? {} : { email } })
        const active = [...customers.rows()].filter(({ archived }) => !archived)
        const expected = [
          ...sharing(active, ({ name }) => name.toLowerCase().replace(/[ ,]/g, '')),
          ...sharing(active, ({ details }) => details.email?.toLowerCase() ?? ''),
        ]
        const found = duplicateCandidates(register).map(({ customerIds }) => [...customerIds].sort().join())
        expect(new Set(found)).toEqual(new Set(expected))
      }
    },
  )
})
