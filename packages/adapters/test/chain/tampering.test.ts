import type { EventStore } from '@clientele/domain'
import { afterEach, describe, expect, test } from 'vitest'
import { event, opened, rightOf } from '../sqlite/events.js'
import { expectSound, fill, sealed, type Tamperable, tamperable, verified } from './tampered.js'

const columns = 'stream, revision, id, type, schema_version, ordinal, recorded_at, data, metadata'
const [otherId, thirdId] = ['00000000-0000-4000-8000-000000000000', '00000000-0000-4000-8000-000000000001']

const insertCopy = (position: number | string, stream: string, revision: number): string =>
  `insert into events (position, ${columns}) select ${position}, s.key, ${revision}, '${otherId}', e.type,
    e.schema_version, 0, e.recorded_at, e.data, e.metadata
    from events e, streams s where e.position = 2 and s.name = '${stream}'`

const exchangePositions = (one: number, other: number): readonly string[] => [
  `update events set position = 1000 where position = ${one}`,
  `update events set position = ${one} where position = ${other}`,
  `update events set position = ${other} where position = 1000`,
]

/** Moves all events from a position on by one, in two steps to avoid duplicate positions. */
const shift = (from: number, by: 1 | -1): readonly string[] => [
  `update events set position = position + 1000 where position >= ${from}`,
  `update events set position = position - 1000 + ${by} where position >= 1000`,
]

type Found = readonly [problem: string, position: string | null, stream: string | null, revision: number | null]

const tamperings: { readonly [what: string]: readonly [statements: readonly string[], found: Found] } = {
  'data changed': [[`update events set data = '{"number":5.0}' where position = 5`], ['altered', '5', 'a-1', 2]],
  'metadata changed': [
    [`update events set metadata = replace(metadata, 'tester', 'nobody') where position = 6`],
    ['altered', '6', 'b-1', 0],
  ],
  'time of recording changed': [
    [`update events set recorded_at = '2020-01-01T00:00:00.000Z' where position = 4`],
    ['altered', '4', 'a-1', 1],
  ],
  'type changed': [[`update events set type = 'Other' where position = 12`], ['altered', '12', 'a-2', 3]],
  'schema version changed': [['update events set schema_version = 2 where position = 1'], ['altered', '1', 'a-1', 0]],
  'ordinal changed': [['update events set ordinal = 7 where position = 3'], ['altered', '3', 'a-2', 1]],
  'id changed': [[`update events set id = '${otherId}' where position = 3`], ['altered', '3', 'a-2', 1]],
  'two data exchanged': [
    [
      `update events set data = '{"number":4}' where position = 5`,
      `update events set data = '{"number":5}' where position = 4`,
    ],
    ['altered', '4', 'a-1', 1],
  ],
  'event given to another stream': [
    [`update events set stream = (select key from streams where name = 'b-2'), revision = 9 where position = 7`],
    ['altered', '7', 'a-2', 2],
  ],
  'stream renamed': [
    [`update streams set name = 'a-3', category = 'a' where name = 'a-2'`],
    ['altered', '2', 'a-2', 0],
  ],
  'stream filed elsewhere': [[`update streams set category = 'c' where name = 'b-1'`], ['altered', '6', 'b-1', 0]],
  'stream filed elsewhere, and a later event changed': [
    [`update streams set category = 'c' where name = 'b-1'`, `update events set type = 'Other' where position = 12`],
    ['altered', '6', 'b-1', 0],
  ],
  'first event removed': [['delete from events where position = 1'], ['removed', '1', 'a-1', 0]],
  'event removed from the middle': [['delete from events where position = 8'], ['removed', '8', 'b-1', 1]],
  'only event of a stream removed': [['delete from events where position = 11'], ['removed', '11', 'b-2', 0]],
  'event removed and the later ones moved up': [
    ['delete from events where position = 8', ...shift(9, -1)],
    ['removed', '8', 'b-1', 1],
  ],
  'last event removed': [['delete from events where position = 12'], ['cut', '12', 'a-2', 3]],
  'tail removed': [['delete from events where position >= 10'], ['cut', '10', 'a-1', 3]],
  'everything removed': [['delete from events'], ['cut', '1', 'a-1', 0]],
  'event inserted between others': [
    [...shift(6, 1), insertCopy(6, 'b-2', 5)],
    ['inserted', '6', 'b-2', 5],
  ],
  'event inserted as the first': [
    [...shift(1, 1), insertCopy(1, 'b-2', 5).replace('e.position = 2', 'e.position = 3')],
    ['inserted', '1', 'b-2', 5],
  ],
  'event inserted at the end': [[insertCopy(13, 'b-2', 1)], ['inserted', '13', 'b-2', 1]],
  'event inserted before the first': [[insertCopy(0, 'b-2', 1)], ['inserted', '0', 'b-2', 1]],
  'event inserted behind a gap': [[insertCopy(99, 'b-2', 1)], ['inserted', '99', 'b-2', 1]],
  'two neighbours exchanged': [exchangePositions(4, 5), ['reordered', '4', 'a-1', 1]],
  'two events far apart exchanged': [exchangePositions(2, 12), ['reordered', '2', 'a-2', 0]],
  'revisions of a stream exchanged': [
    [
      'update events set revision = 1002 where position = 4',
      'update events set revision = 1 where position = 5',
      'update events set revision = 2 where position = 4',
    ],
    ['reordered', '4', 'a-1', 1],
  ],
  'revision changed': [['update events set revision = 9 where position = 12'], ['reordered', '12', 'a-2', 3]],
  'positions moved': [shift(9, 1), ['reordered', '9', 'b-1', 2]],
  'digest changed': [
    [`update chain set events = replace(events, substr(events, 1, 8), '00000000') where first = 2`],
    ['chainAltered', '2', 'a-2', 0],
  ],
  'hash changed': [
    [`update chain set hash = (case when hash like '0%' then '1' else '0' end) || substr(hash, 2) where first = 7`],
    ['chainAltered', '7', 'a-2', 2],
  ],
  'link removed': [['delete from chain where first = 8'], ['chainAltered', '8', 'b-1', 1]],
  'first link removed': [['delete from chain where first = 1'], ['chainAltered', '1', 'a-1', 0]],
  'link added before the first': [
    [`insert into chain (first, last, events, hash) values (-5, 0, 'x', 'y')`],
    ['chainAltered', '1', 'a-1', 0],
  ],
  'last link removed': [['delete from chain where first = 12'], ['inserted', '12', 'a-2', 3]],
  'whole chain removed': [['delete from chain'], ['unsealed', '1', 'a-1', 0]],
}

for (const [name, make] of tamperable)
  describe(`tampering with ${name}`, () => {
    const open: { readonly store: EventStore; readonly remove: () => Promise<void> }[] = []
    afterEach(async () => {
      for (const { store, remove } of open.splice(0)) {
        await store.close()
        await remove()
      }
    })

    const filled = async (): Promise<Tamperable & { readonly store: EventStore }> => {
      const created = await make()
      const store = await opened(created.source)
      open.push({ store, remove: created.remove })
      await fill(store)
      return { ...created, store }
    }

    for (const [what, [statements, found]] of Object.entries(tamperings))
      test(`detects: ${what}`, async () => {
        const { store, tamper } = await filled()
        await expectSound(store, '12')
        await tamper(statements)
        const [problem, position, stream, revision] = found
        expect(await verified(store)).toMatchObject({ ok: false, first: { problem, position, stream, revision } })
      })

    test('the head is the last event before the first changed one', async () => {
      const { store, tamper } = await filled()
      const { head } = await verified(store)
      await tamper([`update events set type = 'Other' where position = 12`])
      const { first, ...found } = await verified(store)
      expect(first).toMatchObject({ problem: 'altered', position: '12' })
      expect(found).toMatchObject({ ok: false, events: 11, head: { position: '11' } })
      await tamper([`update events set type = (select type from events where position = 11) where position = 12`])
      expect(await verified(store, { against: found.head })).toMatchObject({ ok: true, head })
    })

    test('the head is the last event before the first one that is filed elsewhere', async () => {
      const { store, tamper } = await filled()
      await tamper([`update streams set category = 'c' where name = 'b-2'`])
      const first = { problem: 'altered', position: '11', stream: 'b-2', revision: 0 }
      expect(await verified(store)).toMatchObject({ ok: false, events: 10, head: { position: '10' }, first })
      const { head } = await verified(store)
      expect(await verified(store, { from: head })).toMatchObject({ ok: false, events: 0, first })
    })

    test('a tail truncated with its chain is detected only with a stored head', async () => {
      const { store, tamper } = await filled()
      const { head } = await verified(store)
      await tamper(['delete from events where position >= 11', 'delete from chain where first >= 11'])
      expect(await verified(store)).toMatchObject({ ok: true, head: { position: '10' } })
      expect(await verified(store, { against: head })).toMatchObject({
        ok: false,
        first: { problem: 'cut', position: '11' },
      })
    })

    test('a chain rebuilt over altered events is detected only with a stored head', async () => {
      const { store, tamper } = await filled()
      const { head } = await verified(store)
      await tamper([`update events set data = '{"number":50}' where position = 5`, 'delete from chain'])
      expect(await sealed(store)).toMatchObject({ ok: true, events: 12 })
      expect(await verified(store, { against: head })).toMatchObject({
        ok: false,
        first: { problem: 'diverged', position: '12', stream: 'a-2', revision: 3 },
      })
    })

    test('continues from a stored head, which the log must contain', async () => {
      const { store, tamper } = await filled()
      const { head } = await verified(store)
      rightOf(
        await store.append({
          writes: [{ stream: 'b-2', expected: 0, events: [event()] }],
          unchanged: [],
          noneSince: [],
        })(),
      )
      expect(await verified(store, { from: head, against: head })).toMatchObject({
        ok: true,
        events: 1,
        head: { position: '13' },
      })
      const other = { position: '12', hash: 'f'.repeat(64) }
      expect(await verified(store, { from: other })).toMatchObject({ first: { problem: 'diverged', position: '12' } })
      await tamper([`update events set type = 'Other' where position = 13`])
      expect(await verified(store, { from: head })).toMatchObject({ first: { problem: 'altered', position: '13' } })
    })

    test('a store of an earlier version is unsealed, appends do not seal it, and sealing starts its chain', async () => {
      const { store, tamper } = await filled()
      await tamper(['delete from chain'])
      const append = { stream: 'b-2', expected: 0 as const, events: [event()] as const }
      rightOf(await store.append({ writes: [append], unchanged: [], noneSince: [] })())
      expect(await verified(store)).toMatchObject({ ok: false, head: null, first: { problem: 'unsealed' } })
      expect(await sealed(store)).toMatchObject({ ok: true, events: 13, head: { position: '13' } })
      const next = { stream: 'b-2', expected: 1, events: [event()] as const }
      rightOf(await store.append({ writes: [next], unchanged: [], noneSince: [] })())
      await expectSound(store, '14')
    })

    test('the next append does not make an unsealed event look sealed', async () => {
      const { store, tamper } = await filled()
      await tamper([insertCopy(13, 'b-2', 1)])
      const next = { stream: 'b-2', expected: 1, events: [event()] as const }
      rightOf(await store.append({ writes: [next], unchanged: [], noneSince: [] })())
      expect(await verified(store)).toMatchObject({
        head: { position: '12' },
        first: { problem: 'inserted', position: '13' },
      })
      expect(await sealed(store)).toMatchObject({ ok: true, head: { position: '14' } })
    })

    test.each([1, 6])('an event inserted at %i, before sealed ones, is not sealed', async (position) => {
      const { store, tamper } = await filled()
      await tamper([...shift(position, 1), insertCopy(position, 'b-2', 5).replace('e.position = 2', 'e.position = 8')])
      expect(await sealed(store)).toMatchObject({ ok: false, first: { problem: 'inserted', position: `${position}` } })
    })

    test('events behind a gap are not sealed, those before it are', async () => {
      const { store, tamper } = await filled()
      await tamper([insertCopy(13, 'b-2', 1), insertCopy(20, 'b-2', 2).replace(otherId, thirdId)])
      expect(await sealed(store)).toMatchObject({
        ok: false,
        head: { position: '13' },
        first: { problem: 'inserted', position: '20' },
      })
    })

    test('nothing is sealed after an altered event', async () => {
      const { store, tamper } = await filled()
      await tamper([`update events set type = 'Other' where position = 5`, insertCopy(13, 'b-2', 1)])
      expect(await sealed(store)).toMatchObject({ ok: false, first: { problem: 'altered', position: '5' } })
    })
  })
