import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { searchKey } from '../../src/data-structures/search-key.js'
import { createTable } from '../../src/tables/table.js'

type Row = { readonly id: string; readonly tags: readonly string[] }

const ids = ['a', 'b', 'c', 'd', 'e']
const change = fc.record({
  id: fc.constantFrom(...ids),
  tags: fc.uniqueArray(fc.constantFrom('x', 'y', 'z')),
  what: fc.constantFrom('put', 'patch', 'remove', 'ask'),
})

const tableOf = () =>
  createTable({ name: 'rows', keyOf: ({ id }: Row) => id, indexes: ['tags' as const], blanks: ['tags' as const] })

const keysByTag = (table: ReturnType<typeof tableOf>): object =>
  Object.fromEntries(['', 'x', 'y', 'z'].map((tag) => [tag, [...table.keysWhere('tags', tag)]]))

describe('rows are found by a part of a text', () => {
  type Named = { readonly id: string; readonly first: string | null; readonly last: string }
  const names = ({ first, last }: Named): string => [first, last].filter((one) => one !== null).join(' ')
  const name = fc.constantFrom('', 'Å', 'ab', 'ba', 'ä b', 'b\na', 'İx', '😀')
  const step = fc.record({ id: fc.nat(2_500).map(String), first: fc.option(name), last: name, remove: fc.boolean() })
  const part = fc.constantFrom('a', 'b', 'a a', 'b a', 'b\na', 'ab', 'x', '😀', 'none')

  test.prop([fc.array(step, { maxLength: 20 }), fc.array(step, { maxLength: 20 }), part, fc.nat(4)])(
    'despite additions and removals, or by no index when they are too many',
    (first, later, sought, most) => {
      const table = createTable({
        name: 'rows',
        keyOf: ({ id }: Named) => id,
        texts: { names },
      })
      for (let at = 0; at < 2_500; at += 1) table.put({ id: String(at), first: null, last: '' })
      for (const steps of [first, later]) {
        for (const { remove, ...row } of steps) {
          if (remove) table.remove(row.id)
          else table.put(row)
        }
        const expected = [...table.rows()].filter((row) => searchKey(names(row)).includes(sought))
        expect(table.rowsContaining('names', sought, 2_500)).toEqual(expected)
        expect(table.rowsContaining('names', sought, most)).toEqual(expected.length > most ? null : expected)
      }
    },
  )
})

describe('rows are found by a value', () => {
  test.prop([fc.array(change, { maxLength: 40 })])(
    'in the order of the rows, whenever it is first queried',
    (changes) => {
      const [queried, unqueried] = [tableOf(), tableOf()]
      for (const { id, tags, what } of changes) {
        for (const table of [queried, unqueried]) {
          if (what === 'put') table.put({ id, tags })
          if (what === 'patch') table.patch(id, { tags })
          if (what === 'remove') table.remove(id)
        }
        if (what === 'ask') keysByTag(queried)
      }
      const keys = [...unqueried.rows()].map(({ id }) => id)
      const has = (id: string, tag: string): boolean => {
        const tags = unqueried.get(id)?.tags ?? []
        return tag === '' ? tags.length === 0 : tags.includes(tag)
      }
      const expected = Object.fromEntries(['', 'x', 'y', 'z'].map((tag) => [tag, keys.filter((id) => has(id, tag))]))
      expect(keysByTag(queried)).toEqual(expected)
      expect(keysByTag(unqueried)).toEqual(expected)
      expect(queried.contents()).toEqual(unqueried.contents())
    },
  )

  test('also after thousands were added and removed', () => {
    const table = tableOf()
    table.put({ id: 'first', tags: ['x'] })
    for (let number = 0; number < 10_000; number += 1) {
      table.put({ id: String(number), tags: ['x'] })
      expect([...table.keysWhere('tags', 'x')]).toEqual(['first', String(number)])
      table.remove(String(number))
    }
    expect([table.size, [...table.rows()]]).toEqual([1, [{ id: 'first', tags: ['x'] }]])
  })
})
