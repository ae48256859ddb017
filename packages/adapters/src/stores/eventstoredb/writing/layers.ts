import type { StreamName } from '@clientele/domain'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { flatten, map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { Write } from './write.js'

/** Writes in order. */
export type Writes = ReadonlyNonEmptyArray<Write>

/** The writes to each stream, in order; the streams are independent of each other. */
export type Layer = ReadonlyNonEmptyArray<Writes>

// The groups are in the order of their first values.
const groupBy = <A, K>(
  values: ReadonlyNonEmptyArray<A>,
  keyOf: (value: A) => K,
): ReadonlyNonEmptyArray<ReadonlyNonEmptyArray<A>> => {
  const groups = new Map<K, [A, ...A[]]>()
  for (const value of values) {
    const group = groups.get(keyOf(value))
    if (group === undefined) groups.set(keyOf(value), [value])
    else group.push(value)
  }
  const all = [...groups.values()]
  return isNonEmpty(all) ? all : [values]
}

const eventsIn = ({ events }: Write): Write['events'] => events

/** Joins consecutive writes to one stream. */
export const joinWrites = (writes: Writes): Write => ({ ...writes[0], events: flatten(map(eventsIn)(writes)) })

/** Groups writes by stream. */
export const byStream = (writes: Writes): Layer => groupBy(writes, ({ stream }) => stream)

type LastWrite = { readonly stream: StreamName; readonly depth: number }
type PlacedWrite = { readonly write: Write; readonly depth: number }

const commandsOf = ({ events }: Write): readonly unknown[] => [
  ...new Set(events.map(({ metadata }) => metadata.commandId)),
]

// A command's writes to the same stream stay in one layer: they are joined into one write.
const depthAfter = (before: LastWrite | undefined, stream: StreamName): number => {
  if (before === undefined) return 0
  return before.stream === stream ? before.depth : before.depth + 1
}

const placeInLayers = (writes: Writes): ReadonlyNonEmptyArray<PlacedWrite> => {
  const streams = new Map<StreamName, number>()
  const commands = new Map<unknown, LastWrite>()
  return map((write: Write): PlacedWrite => {
    const { stream } = write
    const own = commandsOf(write)
    const depths = own.map((command) => depthAfter(commands.get(command), stream))
    const depth = Math.max(streams.get(stream) ?? 0, ...depths)
    streams.set(stream, depth)
    for (const command of own) commands.set(command, { stream, depth })
    return { write, depth }
  })(writes)
}

const writeOf = ({ write }: PlacedWrite): Write => write

const severalLayersOf = (writes: Writes): ReadonlyNonEmptyArray<Layer> =>
  map((layer: ReadonlyNonEmptyArray<PlacedWrite>) => byStream(map(writeOf)(layer)))(
    groupBy(placeInLayers(writes), ({ depth }) => depth),
  )

/**
 * Divides writes into layers, to be done one after another, so that each stream and each command (`commandId` in the
 * metadata) is written in the given order. Layering the concatenated layers gives the same layers again.
 */
export const layersOf = (writes: Writes): ReadonlyNonEmptyArray<Layer> =>
  writes.length === 1 ? [[writes]] : severalLayersOf(writes)
