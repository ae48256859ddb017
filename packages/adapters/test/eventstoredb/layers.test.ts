import type { Expected, StreamName } from '@clientele/domain'
import * as fc from 'fast-check'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { describe, expect, test } from 'vitest'
import { joinWrites, type Layer, layersOf, type Writes } from '../../src/stores/eventstoredb/writing/layers.js'
import type { Write } from '../../src/stores/eventstoredb/writing/write.js'

/** A command, the stream that it writes to, and its number of events. */
type Step = readonly [command: string, stream: StreamName, events?: number]

const expectedAt = (count: number): Expected => (count === 0 ? 'noStream' : count - 1)

const writesOf = (steps: readonly Step[]): Writes => {
  const reached = new Map<StreamName, number>()
  let created = 0
  const writes = steps.map(([commandId, stream, count = 1]): Write => {
    const eventOf = () => {
      created += 1
      const marks = { id: `e${created}`, type: 'Happened', contentType: 'application/json', data: {} } as const
      return { ...marks, metadata: { commandId } }
    }
    const before = reached.get(stream) ?? 0
    reached.set(stream, before + count)
    return { stream, expected: expectedAt(before), events: [eventOf(), ...Array.from({ length: count - 1 }, eventOf)] }
  })
  return isNonEmpty(writes) ? writes : expect.fail('A batch needs a write.')
}

const commandsIn = ({ events }: Write): string => events.map(({ metadata }) => metadata.commandId).join('+')

/** Each layer, with one write for each stream. */
const merged = (writes: Writes): readonly (readonly Write[])[] => layersOf(writes).map((layer) => layer.map(joinWrites))

const shown = (steps: readonly Step[]): readonly (readonly string[])[] =>
  merged(writesOf(steps)).map((layer) => layer.map((write) => `${write.stream}@${write.expected} ${commandsIn(write)}`))

describe('the layers of a batch', () => {
  test.each<[string, readonly Step[], readonly (readonly string[])[]]>([
    ['one write', [['c1', 'a']], [['a@noStream c1']]],
    [
      'a stream for each command and one for all',
      [
        ['c1', 'a'],
        ['c1', 'all'],
        ['c2', 'b'],
        ['c2', 'all'],
        ['c3', 'c'],
        ['c3', 'all'],
      ],
      [['a@noStream c1', 'b@noStream c2', 'c@noStream c3'], ['all@noStream c1+c2+c3']],
    ],
    [
      'the stream for all comes first',
      [
        ['c1', 'all'],
        ['c1', 'a'],
        ['c2', 'all'],
        ['c2', 'b'],
      ],
      [['all@noStream c1+c2'], ['a@noStream c1', 'b@noStream c2']],
    ],
    [
      'a command with an order that also writes to a stream',
      [
        ['c1', 'a'],
        ['c1', 'a', 2],
        ['c1', 'b'],
        ['c1', 'a'],
      ],
      [['a@noStream c1+c1+c1'], ['b@noStream c1'], ['a@2 c1']],
    ],
    [
      'a command that follows another one on its stream, even in a deep layer',
      [
        ['c1', 'a'],
        ['c1', 'b'],
        ['c2', 'b'],
        ['c2', 'c'],
        ['c3', 'd'],
      ],
      [['a@noStream c1', 'd@noStream c3'], ['b@noStream c1+c2'], ['c@noStream c2']],
    ],
  ])('are correct for %s', (_, steps, layers) => {
    expect(shown(steps)).toEqual(layers)
  })

  const step: fc.Arbitrary<Step> = fc.tuple(
    fc.constantFrom('c1', 'c2', 'c3', 'c4'),
    fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    fc.integer({ min: 1, max: 3 }),
  )
  const steps = fc.array(step, { minLength: 1, maxLength: 20 })

  const idsIn = (writes: readonly Write[], isWanted: (write: Write['events'][number]) => boolean = () => true) =>
    writes.flatMap(({ events }) => events.filter(isWanted).map(({ id }) => id))

  const ofStream = (writes: readonly Write[], stream: StreamName) => writes.filter((write) => write.stream === stream)

  test('have every event once, and write to each stream once per layer and in order', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const writes = writesOf(given)
        const layers = merged(writes)
        for (const layer of layers) expect(new Set(layer.map(({ stream }) => stream)).size).toBe(layer.length)
        expect(idsIn(layers.flat()).length).toBe(idsIn(writes).length)
        for (const { stream } of writes) {
          const own = ofStream(layers.flat(), stream)
          expect(idsIn(own)).toEqual(idsIn(ofStream(writes, stream)))
          let count = 0
          for (const { expected, events } of own) {
            expect(expected).toBe(expectedAt(count))
            count += events.length
          }
        }
      }),
    )
  })

  test('keep the order of each command, stream by stream', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const writes = writesOf(given)
        const layers = merged(writes)
        const layerOf = new Map(layers.flatMap((layer, depth) => idsIn(layer).map((id) => [id, depth] as const)))
        for (const command of ['c1', 'c2', 'c3', 'c4']) {
          const own = writes.filter(({ events }) => events[0].metadata.commandId === command)
          for (const [index, { stream, events }] of own.entries()) {
            const before = own[index - 1]
            if (before === undefined) continue
            const [depth, depthBefore] = [layerOf.get(events[0].id) ?? -1, layerOf.get(before.events[0].id) ?? -1]
            expect(depth).toBeGreaterThanOrEqual(depthBefore + (before.stream === stream ? 0 : 1))
          }
        }
      }),
    )
  })

  const inPieces = ({ stream, expected, events }: Write): readonly Write[] =>
    events.map((event, index) => ({
      stream,
      expected: expected === 'noStream' ? expectedAt(index) : expected + index,
      events: [event],
    }))

  const idsOfEach = (layers: readonly Layer[]) => layers.map((layer) => layer.map((writes) => idsIn(writes)))

  test('are the same when concatenated, merged or split', () => {
    fc.assert(
      fc.property(steps, fc.func(fc.boolean()), (given, isWhole) => {
        const layers = layersOf(writesOf(given))
        const noted = layers
          .flat()
          .map(joinWrites)
          .flatMap((write) => (isWhole(write.events[0].id) ? [write] : inPieces(write)))
        expect(idsOfEach(isNonEmpty(noted) ? layersOf(noted) : [])).toEqual(idsOfEach(layers))
      }),
    )
  })

  test('of one command are its writes as given', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const writes = writesOf(given.map(([_, stream, count = 1]): Step => ['c1', stream, count]))
        const layers = merged(writes)
        expect(layers.every(({ length }) => length === 1)).toBe(true)
        expect(idsIn(layers.flat())).toEqual(idsIn(writes))
      }),
    )
  })
})
