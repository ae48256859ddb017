import { describe, expect, test } from 'vitest'
import { customerStream, followUp, Metadata, withOrigin, write } from '../../src/index.js'

const archived = write(customerStream('acme'), { type: 'CustomerArchived', data: {} })

describe('a write', () => {
  test('has no origin by default', () => expect('origin' in archived).toBe(false))

  test('can be marked as following from another change, or as part of a merge', () => {
    expect(followUp(archived)).toEqual({ ...archived, origin: 'followUp' })
    expect(withOrigin('merge', archived)).toEqual({ ...archived, origin: 'merge' })
  })
})

describe('the origin in metadata', () => {
  const known = { by: 'anna', at: '2024-03-15T09:00:00.000Z', commandId: 'c1' }

  test('may be omitted', () => expect(Metadata.is(known)).toBe(true))

  test.each([['direct'], ['import'], ['bulk'], ['merge'], ['followUp']])('may be %s', (origin) =>
    expect(Metadata.is({ ...known, origin })).toBe(true),
  )

  test('must be one of these', () => expect(Metadata.is({ ...known, origin: 'elsewhere' })).toBe(false))
})
