import { join } from 'node:path'
import { openClientele } from '@clientele/adapters'
import { fileSnapshots } from '@clientele/adapters/snapshots'
import { sqlite } from '@clientele/adapters/sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
// The test changes tables behind the public API, which cannot do that.
import { registerBehind } from '../../projections/src/register/readable-register.js'
import { type Desk, desk } from './running.js'

let at: Desk

beforeEach(async () => {
  at = await desk()
  await at.given(['RegisterCustomer', { customerId: 'zeta', kind: 'company', name: 'Zeta Oy' }])
})

afterEach(() => at.remove())

/** Saves a snapshot whose views differ from the log. */
const saveWrongSnapshot = async (directory: string): Promise<void> => {
  const crm = await openClientele({
    store: sqlite({ file: join(at.directory, 'clientele.db') }),
    snapshots: fileSnapshots({ directory: join(at.directory, directory) }),
    snapshotEvery: 1,
  })
  registerBehind(crm.register).tables.customers.patch('zeta', { name: 'Nobody' })
  await crm.execute({ type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Anna' } })
  await crm.close()
}

describe('rebuilding', () => {
  it('confirms that the views match the log', async () => {
    expect(await at.json('rebuild')).toEqual({ events: 1, equal: true, differences: [] })
    const { code, out, err } = await at.run('rebuild')
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/equal +│ true/)
  })

  it('exits with 1, names differences and says what to do', async () => {
    await saveWrongSnapshot('kept')
    const { code, out, err } = await at.run('rebuild --snapshots kept --json')
    expect(JSON.parse(out)).toEqual({
      events: 2,
      equal: false,
      differences: [{ in: 'table', table: 'customers', key: 'zeta' }],
    })
    expect([code, err]).toEqual([1, expect.stringMatching(/differ from the log.*Delete the snapshots at kept/)])
  })

  it('creates no store', async () => {
    const { code, err } = await at.run('rebuild --store sqlite:other.db')
    expect([code, err]).toEqual([1, expect.stringMatching(/There is no register/)])
  })
})
