import type { EventStore } from '@clientele/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { all, opened } from '../sqlite/events.js'
import { fill, tamperable, verified } from './tampered.js'

const streamOf = (position: number): string => `(select stream from events where position = ${position})`
const idOf = (position: number, other: number): string =>
  `00000000-0000-4000-8000-0000000000${10 + position}`.replace('0000-4', `00${10 + other}-4`)

/** Changes from outside of the event at a position; some take another position from the end. */
const changes: { readonly [what: string]: (position: number, other: number) => readonly string[] } = {
  data: (at) => [`update events set data = '{"number":99}' where position = ${at}`],
  metadata: (at) => [`update events set metadata = replace(metadata, 'tester', 'nobody') where position = ${at}`],
  type: (at) => [`update events set type = 'Other' where position = ${at}`],
  time: (at) => [`update events set recorded_at = '2020-01-01T00:00:00.000Z' where position = ${at}`],
  id: (at, other) => [`update events set id = '${idOf(at, other)}' where position = ${at}`],
  revision: (at) => [`update events set revision = revision + 100 where position = ${at}`],
  'another stream': (at, other) => [
    `update events set revision = revision + ${1000 + at}, stream = coalesce(${streamOf(other)}, stream)
      where position = ${at}`,
  ],
  'another name of the stream': (at) => [`update streams set name = name || '-x' where key = ${streamOf(at)}`],
  'exchanged with another': (at, other) => [
    `update events set position = 1000 where position = ${at}`,
    `update events set position = ${at} where position = ${other}`,
    `update events set position = ${other} where position = 1000`,
  ],
  removed: (at) => [`delete from events where position = ${at}`],
  'removed with all later ones': (at) => [`delete from events where position >= ${at}`],
  'removed with its stream': (at) => [`delete from events where stream = ${streamOf(at)}`],
  'row of its stream removed': (at) => [`delete from streams where key = ${streamOf(at)}`],
}

const position = fc.integer({ min: 1, max: 12 })
const tampering = fc
  .array(fc.tuple(fc.constantFrom(...Object.keys(changes)), position, position), { minLength: 1, maxLength: 3 })
  .map((some) => some.flatMap(([what, at, other]) => changes[what]?.(at, other) ?? []))

const shown = async (store: EventStore): Promise<ReadonlyMap<string, string>> =>
  new Map((await all(store)).map((event) => [event.position, JSON.stringify(event)]))

/** The first position whose event is another one than before, or is missing. */
const firstDifference = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string | undefined =>
  [...before.keys()].find((at) => before.get(at) !== after.get(at))

for (const [name, make] of tamperable)
  describe(`verifying ${name}`, () => {
    test(
      'names the first position at which the log reads differently, whatever was changed',
      { timeout: 120_000 },
      () =>
        fc.assert(
          fc.asyncProperty(tampering, async (statements) => {
            const { source, tamper, remove } = await make()
            const store = await opened(source)
            try {
              await fill(store)
              const [before, { head }] = [await shown(store), await verified(store)]
              await tamper(statements)
              const again = await opened(source)
              const after = await shown(again)
              const first = firstDifference(before, after)
              const found = await verified(again)
              await again.close()
              expect({ ok: found.ok, position: found.first?.position }).toEqual({
                ok: first === undefined,
                position: first,
              })
              expect((await verified(store, { against: head })).ok).toBe(first === undefined)
            } finally {
              await store.close()
              await remove()
            }
          }),
          { numRuns: name === 'sqlite' ? 40 : 10 },
        ),
    )
  })
