import { fc, it } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { createTable } from '../../src/tables/table.js'

type Row = { readonly key: string; readonly group: string }

const rowOf = (n: number, group: string): Row => ({ key: `k${n}`, group })

const filled = (blocks: readonly (readonly Row[])[]) => {
  const table = createTable<Row, 'group'>({ name: 'rows', keyOf: ({ key }) => key, indexes: ['group'] })
  table.put(rowOf(999, 'before'))
  table.fill({ chunks: [], blocks: () => blocks })
  return table
}

const step = fc.oneof(
  fc.constant({ what: 'read' } as const),
  fc.record({ what: fc.constant('put' as const), n: fc.nat(14) }),
  fc.record({ what: fc.constant('remove' as const), n: fc.nat(14) }),
  fc.record({ what: fc.constant('fill' as const), size: fc.nat(4) }),
  fc.record({ what: fc.constant('copy' as const), isReadAtOnce: fc.boolean() }),
)

const blocksOf = (size: number): readonly (readonly Row[])[] =>
  Array.from({ length: size }, (_, block) => [rowOf(2 * block, 'a'), rowOf(2 * block + 1, 'b')])

describe('a filled table', () => {
  it.prop([fc.array(step, { maxLength: 12 }), fc.nat(4)])(
    'has the same rows however many were read in steps before a change, a query, a copy or a replacement',
    (steps, size) => {
      const table = filled(blocksOf(size))
      const expected = new Map(blocksOf(size).flatMap((rows) => rows.map((row) => [row.key, row] as const)))
      const reading = table.prepareRows()[Symbol.iterator]()
      const copies: { readonly rows: () => readonly Row[]; readonly expected: readonly Row[] }[] = []
      for (const one of steps) {
        if (one.what === 'read') reading.next()
        else if (one.what === 'copy') {
          const { blocks } = table.copy()
          const copy = { rows: () => [...blocks()].flat(), expected: [...expected.values()] }
          copies.push(copy)
          if (one.isReadAtOnce) expect(copy.rows()).toEqual(copy.expected)
        } else if (one.what === 'put') {
          table.put(rowOf(one.n, 'c'))
          expected.set(`k${one.n}`, rowOf(one.n, 'c'))
        } else if (one.what === 'remove') {
          table.remove(`k${one.n}`)
          expected.delete(`k${one.n}`)
        } else {
          table.fill({ chunks: [], blocks: () => blocksOf(one.size) })
          expected.clear()
          for (const row of blocksOf(one.size).flat()) expected.set(row.key, row)
        }
      }
      const inA = [...expected.values()].filter(({ group }) => group === 'a').map(({ key }) => key)
      expect([...table.keysWhere('group', 'a')].sort()).toEqual(inA.sort())
      expect(table.size).toBe(expected.size)
      for (const [key, row] of expected) expect(table.get(key)).toEqual(row)
      for (const copy of copies) expect(copy.rows()).toEqual(copy.expected)
    },
  )
})
