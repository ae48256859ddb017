import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClienteleOptions } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import type { SnapshotStore, StoreSource } from '@clientele/domain'
import fc from 'fast-check'
import { left } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { type Place, places } from './places.js'
import { answers, remembering, round, session } from './register.js'

const due = 10

type OptionsWithSnapshots = ClienteleOptions & { readonly snapshots: SnapshotStore }

const optionsFor = (store: StoreSource, snapshots: SnapshotStore): OptionsWithSnapshots => ({
  store,
  snapshots,
  snapshotEvery: due,
})

const isSnapshot = (name: string): boolean => name.endsWith('.snapshots') || name.endsWith('.snapshot')

const fileOf = ({ directory }: Place): string => join(directory, readdirSync(directory).find(isSnapshot) ?? '')

const withPlace = async (make: () => Promise<Place>, work: (place: Place) => Promise<void>): Promise<void> => {
  const place = await make()
  try {
    await work(place)
  } finally {
    await place.dispose()
  }
}

const rebuilt = (store: StoreSource): Promise<object> => session({ store }, answers)

describe.each(Object.entries(places))('a register with snapshots in %s', (_, make) => {
  test('opens like one that reads the whole log, with later events too', () =>
    withPlace(make, async (place) => {
      const store = memory()
      const { logger, warnings } = remembering()
      const options = (): ClienteleOptions => ({ ...optionsFor(store, place.open()), logger })
      await session(options(), (crm) => round(crm, 1))
      expect(await session(options(), answers)).toEqual(await rebuilt(store))
      await session({ store }, (crm) => round(crm, 2))
      expect(await session(options(), answers)).toEqual(await rebuilt(store))
      for (const number of [3, 4, 5]) await session(options(), (crm) => round(crm, number))
      expect(await session(options(), answers)).toEqual(await rebuilt(store))
      expect(warnings).toEqual([])
    }))

  test('skips snapshots of another log and of other reducers, and reports it', () =>
    withPlace(make, async (place) => {
      const { logger, warnings } = remembering()
      await session(optionsFor(memory(), place.open()), (crm) => round(crm, 1))
      const store = memory()
      await session({ store }, (crm) => round(crm, 2))
      const snapshots = place.open()
      const mark = { position: '1', eventId: 'e', after: null }
      await snapshots.save({ version: 'other', mark, chunks: [] })()
      expect(await session({ ...optionsFor(store, snapshots), snapshotEvery: 1000, logger }, answers)).toEqual(
        await rebuilt(store),
      )
      expect(warnings.map((warning) => warning.slice(0, 25))).toEqual(Array(2).fill('a snapshot is passed over'))
    }))
})

describe.each(['sqlite', 'files'])('damaged snapshots in %s', (kind) => {
  const make = places[kind] as () => Promise<Place>

  /** Opens the register with each kind of damage to its only snapshot file, and returns the warnings. */
  const damaged = async (damages: readonly ((bytes: Buffer) => Buffer)[]): Promise<readonly string[]> => {
    const { logger, warnings } = remembering()
    await withPlace(make, async (place) => {
      const store = memory()
      await session(optionsFor(store, place.open()), (crm) => round(crm, 1))
      const expected = await rebuilt(store)
      const file = fileOf(place)
      const bytes = readFileSync(file)
      for (const damage of damages) {
        writeFileSync(file, damage(Buffer.from(bytes)))
        expect(await session({ store, snapshots: place.open(), logger }, answers)).toEqual(expected)
      }
    })
    return warnings
  }

  const flips = fc.tuple(fc.double({ min: 0, max: 0.999_999, noNaN: true }), fc.integer({ min: 1, max: 255 }))

  test('at any byte cause no loss', async () => {
    const places = fc.sample(flips, 40)
    const warnings = await damaged(
      places.map(([at, bits]) => (bytes) => {
        const place = Math.floor(at * bytes.length)
        bytes[place] = (bytes[place] ?? 0) ^ bits
        return bytes
      }),
    )
    expect(warnings.length).toBeGreaterThan(0)
  })

  test('that are truncated cause no loss, and are reported', async () =>
    expect(
      await damaged([0.2, 0.5, 0.9].map((part) => (bytes) => bytes.subarray(0, part * bytes.length))),
    ).toHaveLength(3))

  test('that were overwritten cause no loss, and are reported', async () =>
    expect(await damaged([() => Buffer.from('Dear diary,\n'.repeat(1_000))])).toHaveLength(1))
})

describe('taking snapshots', () => {
  const counting = (snapshots: SnapshotStore) => {
    const saved: string[] = []
    const store: SnapshotStore = {
      ...snapshots,
      save: (snapshot) => {
        saved.push(snapshot.mark.position)
        return snapshots.save(snapshot)
      },
    }
    return { saved, store }
  }

  const inMemory = async () => counting((await (places.memory?.() ?? Promise.reject())).open())

  test('continues in the background while commands are executed', async () => {
    const { saved, store: snapshots } = await inMemory()
    const store = memory()
    await session(optionsFor(store, snapshots), async (crm) => {
      for (let number = 1; number <= 6; number += 1) await round(crm, number)
      await expect.poll(() => saved.length, { timeout: 20_000 }).toBeGreaterThan(0)
      await Promise.all([7, 8, 9].map((number) => round(crm, number)))
    })
    expect(await session(optionsFor(store, snapshots), answers)).toEqual(await rebuilt(store))
  })

  test('is skipped at closing if there are few new events', async () => {
    const { saved, store: snapshots } = await inMemory()
    const options = { ...optionsFor(memory(), snapshots), snapshotEvery: 1_000 }
    await session(options, (crm) => round(crm, 1))
    expect(saved).toEqual([])
  })

  test('that fails is logged and causes no failure', async () => {
    const { store: snapshots } = await inMemory()
    const { logger, warnings } = remembering()
    const full = left({ error: 'StoreFull', problem: 'no room' } as const)
    const failing: SnapshotStore = { ...snapshots, save: () => async () => full, latest: () => async () => full }
    await session({ ...optionsFor(memory(), failing), logger }, (crm) => round(crm, 1))
    expect(warnings.length).toBeGreaterThan(1)
    expect(warnings[0]).toContain('no room')
  })
})
