import { asTexts } from '@clientele/projections'
import { fc, it } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { packing } from '../../src/platform/node.js'

const line = fc.string({ unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)) })
const lines = fc.array(line, { minLength: 1, maxLength: 40 })
const wanted = fc.array(fc.nat(39))

describe.each([
  ['packed', packing],
  ['unpacked', asTexts],
])('a text of a block, %s', (_, format) => {
  it.prop([lines, wanted])('is read as a whole or by lines', (all, numbers) => {
    const packed = format.pack(all.join('\n'))
    const ascending = numbers.filter((number) => number < all.length).sort((one, other) => one - other)
    expect(format.unpack(packed)).toBe(all.join('\n'))
    expect(format.lines(packed, ascending)).toEqual(ascending.map((number) => all[number]))
  })
})
