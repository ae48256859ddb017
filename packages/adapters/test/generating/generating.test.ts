import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Clientele } from '../../src/clientele.js'
import { openClientele } from '../../src/open-clientele.js'
import { generateRegister } from '../../src/sample-data/index.js'
import { memory } from '../../src/stores/memory/index.js'

const scale = { customers: 400, employees: 24, seed: 7 }

let place: string
let crm: Clientele

const bytesOf = (directory: string): readonly string[] =>
  readdirSync(directory)
    .sort()
    .map((file) => `${file}\n${readFileSync(join(directory, file), 'latin1')}`)

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'clientele-generating-'))
  await generateRegister(join(place, 'a'), scale)
  crm = await openClientele({ store: memory() })
})

afterAll(async () => {
  await crm.close()
  await rm(place, { recursive: true, force: true })
})

describe('a generated register', () => {
  it('is imported without refusals, and a second time without events', async () => {
    const first = await crm.import(join(place, 'a'), { today: '2026-11-22' })
    if (isLeft(first)) throw new Error(first.left.error)
    expect(first.right).toMatchObject({ rejected: 0, problems: [] })
    const again = await crm.import(join(place, 'a'), { today: '2026-11-22' })
    expect(again).toMatchObject(right({ rejected: 0, events: 0 }))
  })

  it('has about three responsibilities for each customer, groups of very different sizes, and all kinds of rows', () => {
    const { tables } = crm.register
    const sizes = crm.views.groupTree({ asOf: '2026-11-22' }).map(({ ownCount }) => ownCount)
    expect(tables.customers.size).toBe(scale.customers)
    expect(tables.employees.size).toBe(scale.employees)
    expect(tables.assignments.size / scale.customers).toBeGreaterThan(2.5)
    expect(tables.assignments.size / scale.customers).toBeLessThan(3.5)
    expect(Math.max(...sizes)).toBeGreaterThan(5 * (scale.customers / sizes.length / 2))
    const customers = [...tables.customers.rows()]
    expect(customers.some(({ archived }) => archived)).toBe(true)
    expect(customers.some(({ personId }) => personId !== null)).toBe(true)
    expect(customers.some(({ number }) => number !== null)).toBe(true)
  })

  it('has the same bytes for the same scale and seed, and others for another seed', async () => {
    await generateRegister(join(place, 'b'), scale)
    await generateRegister(join(place, 'c'), { ...scale, seed: 8 })
    expect(bytesOf(join(place, 'b'))).toEqual(bytesOf(join(place, 'a')))
    expect(bytesOf(join(place, 'c'))).not.toEqual(bytesOf(join(place, 'a')))
  })

  it.each([1, 4, 300])('has %i groups when requested, with reproducible bytes', async (groups) => {
    const wanted = { customers: 40, employees: 3, groups, seed: 7 }
    for (const name of ['e', 'f']) await generateRegister(join(place, name), wanted)
    expect(bytesOf(join(place, 'f'))).toEqual(bytesOf(join(place, 'e')))
    const other = await openClientele({ store: memory() })
    expect(await other.import(join(place, 'e'), { today: '2026-11-22' })).toMatchObject(right({ rejected: 0 }))
    expect(other.register.tables.groups.size).toBe(groups)
    await other.close()
  })

  it('overwrites an earlier generation, and leaves other files unchanged', async () => {
    expect(await generateRegister(join(place, 'c'), scale)).toMatchObject({ _tag: 'Right' })
    expect(bytesOf(join(place, 'c'))).toEqual(bytesOf(join(place, 'a')))
    const other = await mkdtemp(join(place, 'other-'))
    writeFileSync(join(other, 'customers.csv'), 'customerId,name\n')
    expect(await generateRegister(other, scale)).toMatchObject({ _tag: 'Left', left: { error: 'DirectoryInUse' } })
    expect(bytesOf(other)).toEqual(['customers.csv\ncustomerId,name\n'])
  })

  it('stops when it is cancelled', async () => {
    const signal = AbortSignal.abort()
    const stopped = await generateRegister(join(place, 'd'), scale, { signal })
    expect(stopped).toEqual({ _tag: 'Left', left: { error: 'Cancelled' } })
  })
})
