import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clientele, openTenants, type Tenants } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { sqlite } from '@clientele/adapters/sqlite'
import { failureOf, RegisterCustomer, type StoreSource } from '@clientele/domain'
import { isLeft, isRight, right } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

let directory: string
let tenants: Tenants | null = null

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clientele-tenants-'))
})

afterEach(async () => {
  await tenants?.close()
  await rm(directory, { recursive: true })
})

const inFiles = (id: string): StoreSource => sqlite({ file: join(directory, `${id}.db`) })

const customersIn = (crm: Clientele): number => {
  const listed = crm.views.customerList({ asOf: crm.today() })
  if (isLeft(listed)) throw new Error(listed.left.error)
  return listed.right.length
}

const failing = async (work: Promise<unknown>): Promise<unknown> => failureOf(await work.catch((error) => error))

describe('tenants', () => {
  test('have separate registers, opened on demand', async () => {
    tenants = openTenants({ store: inFiles, limit: 10 })
    expect(tenants.open()).toEqual([])
    const [acme, globex] = [await tenants.get('acme'), await tenants.get('globex')]
    await acme.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme' }))
    expect(customersIn(acme)).toBe(1)
    expect(customersIn(globex)).toBe(0)
    expect(tenants.open()).toEqual(['acme', 'globex'])
  })

  test('that are requested concurrently are opened once', async () => {
    let opened = 0
    const counting = (id: string): StoreSource => {
      const source = inFiles(id)
      const open: StoreSource['open'] = () => {
        opened += 1
        return source.open()
      }
      return { ...source, open }
    }
    tenants = openTenants({ store: counting })
    const registers = await Promise.all(Array.from({ length: 20 }, () => tenants?.get('acme')))
    expect([opened, new Set(registers).size]).toEqual([1, 1])
  })

  test('above the limit have the least recently used one closed, and opened again with all its data', async () => {
    tenants = openTenants({ store: inFiles, limit: 2 })
    const first = await tenants.get('a')
    await first.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme' }))
    await tenants.get('b')
    await tenants.get('a')
    await tenants.get('c')
    expect(tenants.open()).toEqual(['a', 'c'])
    await tenants.get('b')
    expect(tenants.open()).toEqual(['c', 'b'])
    expect(await first.execute(RegisterCustomer({ customerId: 'bert', name: 'Bert' }))).toMatchObject({
      left: { error: 'StoreClosed' },
    })
    expect(customersIn(await tenants.get('a'))).toBe(1)
  })

  test('in use stay open, however many they are', async () => {
    tenants = openTenants({ store: inFiles, limit: 1 })
    const pool = tenants
    const ids = Array.from({ length: 12 }, (_, index) => `tenant-${index}`)
    const outcomes = await Promise.all(
      ids.map((id) =>
        pool.use(id, async (crm) => {
          await new Promise((resolve) => setTimeout(resolve, 5))
          return crm.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme' }))
        }),
      ),
    )
    expect(outcomes.every(isRight)).toBe(true)
    expect(tenants.open()).toHaveLength(1)
  })

  test('execute a command sent right after `get`, however many others are opened meanwhile', async () => {
    tenants = openTenants({ store: inFiles, limit: 2 })
    const pool = tenants
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const crm = await pool.get(`tenant-${index % 8}`)
        return crm.execute(RegisterCustomer({ customerId: `acme-${index}`, name: 'Acme' }))
      }),
    )
    expect(outcomes.filter(isLeft)).toEqual([])
    expect(tenants.open()).toHaveLength(2)
  })

  test('without an id are refused, and so is a register without a store', async () => {
    tenants = openTenants({ store: inFiles })
    const problem = 'openTenants: the id of a tenant is a text.'
    for (const id of ['', undefined, null, 7] as never[])
      expect(await failing(tenants.get(id))).toEqual({ error: 'MalformedOptions', problem })
    expect(tenants.open()).toEqual([])
    expect(() => openTenants({ limit: 3 } as never)).toThrow('openTenants: `store` is a function.')
  })

  test('are never opened twice, however fast they are closed and requested again', async () => {
    const open = new Map<string, number>()
    let most = 0
    const slowToClose = (id: string): StoreSource => ({
      name: id,
      open: async () => {
        const opened = await memory().open()
        if (isLeft(opened)) return opened
        const count = (open.get(id) ?? 0) + 1
        open.set(id, count)
        most = Math.max(most, count)
        const close = async (): Promise<void> => {
          await new Promise((resolve) => setTimeout(resolve, 3))
          await opened.right.close()
          open.set(id, (open.get(id) ?? 0) - 1)
        }
        return right({ ...opened.right, close })
      },
    })
    tenants = openTenants({ store: slowToClose, limit: 1 })
    const ids = Array.from({ length: 40 }, (_, index) => ['a', 'b', 'c'][index % 3] ?? 'a')
    await Promise.all(ids.map((id) => tenants?.use(id, async () => {})))
    for (const id of ids) await tenants.get(id)
    expect(most).toBe(1)
  })

  test('that cannot be opened report why, and are retried', async () => {
    let isAway = true
    tenants = openTenants({
      store: (id) => {
        const source = memory()
        return isAway
          ? { name: id, open: async () => ({ _tag: 'Left', left: { error: 'StoreUnavailable', problem: 'away' } }) }
          : source
      },
    })
    expect(await failing(tenants.get('acme'))).toEqual({ error: 'StoreUnavailable', problem: 'away' })
    isAway = false
    expect(customersIn(await tenants.get('acme'))).toBe(0)
  })

  test('are closed together, after commands in progress', async () => {
    const pool = openTenants({ store: inFiles })
    const work = pool.use('acme', (crm) => crm.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme' })))
    const closing = pool.close()
    expect(isRight(await work)).toBe(true)
    await closing
    expect(pool.open()).toEqual([])
    expect(await failing(pool.get('acme'))).toEqual({ error: 'StoreClosed' })
  })

  test('an unknown option is named', () => {
    expect(() => openTenants({ store: inFiles, ...{ limmit: 3 } })).toThrow(/did you mean `limit`/)
  })
})
