import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, desk } from './running.js'

let at: Desk

const change = (set: string): void => {
  const database = new Database(join(at.directory, 'clientele.db'))
  database.exec(`drop trigger events_no_update;
    update events set ${set} where stream = (select key from streams where name = 'customer-b') and revision = 0`)
  database.close()
}

beforeEach(async () => {
  at = await desk()
  await at.given(
    ['RegisterCustomer', { customerId: 'a', kind: 'company', name: 'Acme Oy' }],
    ['RegisterCustomer', { customerId: 'b', kind: 'company', name: 'Bolt Oy' }],
    ['RegisterCustomer', { customerId: 'c', kind: 'company', name: 'Cord Oy' }],
  )
})

afterEach(() => at.remove())

describe('an event that is not JSON', () => {
  beforeEach(() => change(`data = '{"name":"Bolt'`))

  it('ends the list of events after those before it, and is named', async () => {
    const { code, out, err } = await at.run('events')
    expect(code).toBe(1)
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).stream),
    ).toEqual(['customer-a'])
    expect(err).toContain('stream: customer-b, revision: 0, type: CustomerRegistered')
    expect(err).not.toContain('Bolt')
  })

  it.each(['stats', 'customers', 'rebuild', 'copy --from sqlite:clientele.db --to sqlite:other.db'])(
    'is named by %s',
    async (line) => {
      const { code, err } = await at.run(line)
      expect(code).toBe(1)
      expect(err).toContain('customer-b')
      expect(err).not.toContain('Bolt')
    },
  )
})

it('an event of a newer version is reported as such', async () => {
  change('schema_version = 3')
  const { code, err } = await at.run('customers')
  expect(code).toBe(1)
  expect(err).toContain('at most 1, the newest version this program knows: update @clientele/clientele')
})
