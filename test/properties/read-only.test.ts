import { type Clientele, openClientele, projection } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import type { Views } from '@clientele/projections'
import { isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, test } from 'vitest'
import { registerDirectory } from '../journeys/register.js'
import { poolOf, questionsFor, viewNames, written } from './questions.js'

const counted = projection({
  version: 1,
  initial: { types: {} as { readonly [type: string]: number }, last: [''] },
  apply: ({ types }, { type, stream }) => ({ types: { ...types, [type]: (types[type] ?? 0) + 1 }, last: [stream] }),
  codec: t.type({ types: t.record(t.string, t.number), last: t.array(t.string) }),
})

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function'

/** The functions that change something; all others only read. */
const acting = /^(execute|executeUnknown|batch|import|close|subscribe|taskEither|store|append|purge)$/

/** Tries to change a value in every possible way. */
const mutate = (value: object): void => {
  for (const key of [...Reflect.ownKeys(value), 'more']) {
    if (key === 'length' || key === 'prototype') continue
    Reflect.set(value, key, 'spoilt')
    Reflect.deleteProperty(value, key)
    if (Object.isExtensible(value)) Reflect.defineProperty(value, key, { value: 'spoilt', configurable: true })
  }
  if (Array.isArray(value) && Object.isExtensible(value)) value.push('spoilt')
  if (value instanceof Map || value instanceof Set) value.clear()
  if (ArrayBuffer.isView(value)) new Uint8Array(value.buffer).fill(255)
}

type Call = { readonly name: string; readonly of: object; readonly call: (...values: readonly unknown[]) => unknown }

const argumentsFor = ({ name }: Call, ids: readonly string[]): readonly (readonly unknown[])[] => {
  if (name === 'lookup') return [[{ name: 'customersInGroup', joins: {} }, ids]]
  if (/Where$/.test(name))
    return ['groupIds', 'customerId', 'ownerId', 'subject', 'employeeId', 'personId'].flatMap((column) =>
      ids.map((id) => [column, id]),
    )
  if (name === 'rowsContaining')
    return [
      ['phones', '0', 1_000],
      ['email', '@', 1_000],
    ]
  return [[], ...ids.map((id) => [id])]
}

const answered = async ({ of, call }: Call, values: readonly unknown[]): Promise<unknown> => {
  try {
    return await Reflect.apply(call, of, values)
  } catch {
    return null
  }
}

/** Reads and tries to change everything reachable from a value, including the results of its functions. */
const walk = async (value: unknown, ids: readonly string[], seen: Set<unknown>): Promise<void> => {
  if (!isObject(value) || seen.has(value)) return
  seen.add(value)
  if (typeof value === 'object' && Symbol.iterator in value)
    for (const one of [...(value as Iterable<unknown>)]) await walk(one, ids, seen)
  for (const name of Reflect.ownKeys(value)) {
    if (typeof name !== 'string' || name === 'prototype' || acting.test(name)) continue
    const member: unknown = Reflect.get(value, name)
    await walk(member, ids, seen)
    if (typeof member !== 'function' || Array.isArray(value)) continue
    const call = { name, of: value, call: member as Call['call'] }
    for (const values of argumentsFor(call, ids)) await walk(await answered(call, values), ids, seen)
  }
  mutate(value)
}

const viewerOf = ({ register }: Clientele): string => [...register.tables.employees.rows()][0]?.employeeId ?? ''

const answersOf = (crm: Clientele): readonly string[] => {
  const pool = poolOf(crm.register)
  return viewNames.flatMap((name: keyof Views) =>
    questionsFor(name, pool, { viewer: viewerOf(crm), asOf: '2026-11-22' }).map(
      (params) =>
        `${name} ${JSON.stringify(params)} ${written((crm.views[name] as (question: unknown) => unknown)(params))}`,
    ),
  )
}

describe('data of an open register', () => {
  test('cannot be modified by code that gets it', { timeout: 120_000 }, async () => {
    const store = memory()
    const crm = await openClientele({ store, projections: { counted } })
    await crm.import(registerDirectory('northwind'), { by: 'tester', today: '2026-11-22' })
    const receipt = await crm.execute({ type: 'RegisterCustomer', data: { customerId: 'acme', name: 'Acme' } })
    // Reading freezes rows, so the expected values come from another register.
    const other = await openClientele({ store })
    const dump = JSON.stringify(other.register.dump())
    const before = answersOf(other)
    expect(before.length).toBeGreaterThan(40)
    const ids = ['acme', ...[...other.register.tables.customers.rows()].slice(0, 3).map(({ customerId }) => customerId)]
    const groupId = [...other.register.tables.groups.rows()][0]?.groupId ?? ''
    await walk([crm, receipt], [...ids, groupId], new Set())
    expect(JSON.stringify(crm.register.dump())).toBe(dump)
    expect(answersOf(crm)).toEqual(before)
    expect(await crm.rebuild()).toMatchObject({ right: { equal: true } })
    const later = await crm.execute({ type: 'RegisterCustomer', data: { customerId: 'beta', name: 'Beta' } })
    expect(isRight(later)).toBe(true)
    expect(crm.projections.counted.get().last).toEqual(['customer-beta'])
    expect(await crm.health()).toMatchObject({ isWell: true })
    await Promise.all([crm.close(), other.close()])
  })

  test('is attempted to be modified in every way', async () => {
    const rows = [{ name: 'Acme', groups: ['g'] }]
    const open = { rows: () => rows, names: new Set(['Acme']) }
    const kept = { ...open }
    await walk(open, ['a'], new Set())
    expect(JSON.stringify([rows, [...kept.names]])).not.toContain('Acme')
  })
})
