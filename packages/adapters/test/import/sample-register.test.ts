import { fileURLToPath } from 'node:url'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ImportOutcome, importRegister } from '../../src/import/index.js'
import { logOf } from './importing.js'
import { type Opened, opened } from './target.js'

const directory = fileURLToPath(new URL('../../../cli/sample-register', import.meta.url))
const options = { by: 'host', today: '2026-11-22' }

const resultOf = (outcome: ImportOutcome) => (isLeft(outcome) ? outcome.left.done : outcome.right)

describe('the sample register', () => {
  let register: Opened

  beforeAll(async () => {
    register = await opened()
  })

  afterAll(() => register.crm.close())

  it('is accepted row by row', async () => {
    const outcome = resultOf(await importRegister(register.target, directory, options))
    expect(outcome.problems).toEqual([])
    expect(outcome.rejected).toBe(0)
    expect(outcome.read).toBe(outcome.accepted + outcome.unchanged)
    expect(outcome.events).toBe((await logOf(register)).length)
  })

  it('appends nothing the second time', async () => {
    const before = (await logOf(register)).length
    const { read, unchanged, events, problemCount } = resultOf(
      await importRegister(register.target, directory, options),
    )
    expect({ unchanged, events, problemCount }).toEqual({ unchanged: read, events: 0, problemCount: 0 })
    expect(await logOf(register)).toHaveLength(before)
  })

  it('has 40 customers, one of them archived and one private', () => {
    const customers = [...register.crm.register.tables.customers.rows()]
    expect(customers).toHaveLength(40)
    expect(customers.filter(({ archived }) => archived).map(({ customerId }) => customerId)).toEqual([
      'lumikukka-kukkakauppa',
    ])
    expect(customers.filter((row) => row.private).map(({ customerId }) => customerId)).toEqual([
      'tidewrack-instruments',
    ])
  })

  it('assigns the numbers of a group in the order of the file', () => {
    const finnish = [...register.crm.register.tables.customers.rows()].filter(({ groupIds }) =>
      ['finland', 'helsinki', 'turku'].includes(groupIds[0] ?? ''),
    )
    expect(finnish.slice(0, 4).map(({ number }) => number)).toEqual([1000, 1001, 1002, 1003])
  })
})
