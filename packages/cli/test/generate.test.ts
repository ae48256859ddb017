import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, desk } from './running.js'

let at: Desk

beforeEach(async () => {
  at = await desk()
})

afterEach(() => at.remove())

describe('generate', () => {
  it('writes a register that import accepts', async () => {
    const generated = await at.run('generate big --customers 20 --employees 4 --seed 3')
    expect(generated).toMatchObject({ code: 0, out: '', err: expect.stringMatching(/^Wrote \d+ rows into big/) })
    expect(await at.json('import big --store sqlite:a.db')).toMatchObject({ rejected: 0 })
  })

  it('prints what was written as JSON', async () => {
    expect(await at.json('generate big --customers 20 --employees 4')).toMatchObject({ files: { 'customers.csv': 20 } })
  })

  it('creates the requested number of groups', async () => {
    const generated = await at.json('generate big --customers 20 --employees 4 --groups 9')
    expect(generated).toMatchObject({ files: { 'customer-groups.csv': 9 } })
    expect(await at.json('import big --store sqlite:a.db')).toMatchObject({ rejected: 0 })
  })

  it.each([
    ['a register without employees', 'generate big --employees 0', 2],
    ['a register without groups', 'generate big --groups 0', 2],
    ['more groups than fit', 'generate big --groups 999999999', 2],
    ['more rows than fit', 'generate big --customers 999999999', 2],
    ['a directory with other files', 'generate .', 1],
  ])('refuses %s', async (_what, line, code) => {
    await at.run('execute', { input: '{"type":"RegisterCustomer","data":{"customerId":"acme","name":"Acme"}}' })
    expect(await at.run(line)).toMatchObject({ code, out: '' })
  })
})
