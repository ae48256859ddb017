import { fc, it } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { emptyBitSet, hasBit, setBit } from '../../src/data-structures/bit-set.js'
import { pageOfCustomerRows } from '../../src/query/paging/customer-rows.js'
import { pageOfGroups } from '../../src/query/paging/row-groups.js'
import { customer, registerOf } from '../log.js'

describe('a page of groups', () => {
  it.prop([fc.array(fc.array(fc.nat(), { maxLength: 4 })), fc.nat(20), fc.nat(20)])(
    'equals that of the rows in sequence',
    (groups, offset, limit) => {
      const page = pageOfGroups({ groups, lengthOf: ({ length }) => length, rowsOf: (rows) => rows }, { offset, limit })
      expect([...page]).toEqual(groups.flat().slice(offset, offset + limit))
    },
  )
})

describe('a page of rows by customer', () => {
  const customers = 150
  const nameOf = (ordinal: number): string => `Customer ${(ordinal * 37) % customers}`
  const register = registerOf(
    ...Array.from({ length: customers }, (_, ordinal) => customer(`c${ordinal}`, nameOf(ordinal))),
  )
  const chosen = fc.oneof(
    fc.uniqueArray(fc.nat(customers - 1), { maxLength: 6 }),
    fc.uniqueArray(fc.nat(customers - 1), { minLength: 60 }),
  )
  const lengths = fc.array(fc.nat(3), { minLength: customers, maxLength: customers })

  it.prop([chosen, lengths, fc.nat(200), fc.nat(60)])(
    'equals that of all rows, for few and many, customer by customer in the order of names',
    (some, lengthsOf, offset, limit) => {
      const bits = emptyBitSet(customers)
      for (const ordinal of some) setBit(bits, ordinal)
      const lengthOf = (ordinal: number): number => lengthsOf[ordinal] ?? 0
      const rowsOf = (ordinal: number): readonly string[] =>
        Array.from({ length: lengthOf(ordinal) }, (_, row) => `${ordinal} ${row}`)
      const inOrder = [...register.customerIndex.sortOrder('en').byName].filter((ordinal) => hasBit(bits, ordinal))
      expect(inOrder).toHaveLength(some.length)
      const page = pageOfCustomerRows(register, bits, { lengthOf, rowsOf }, { offset, limit })
      expect([...page]).toEqual(inOrder.flatMap(rowsOf).slice(offset, offset + limit))
    },
  )
})
