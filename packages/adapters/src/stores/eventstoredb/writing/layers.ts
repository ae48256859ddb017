import type { StreamName } from '@clientele/domain'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { flatten, map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { Write } from './write.js'

/** Writes in an order. */
export type Writes = ReadonlyNonEmptyArray<Write>

/** What needs no order but that of each stream: the writes to each, one after the other. */
export type Layer = ReadonlyNonEmptyArray<Writes>

// In the order in which the groups begin.
const grouped = <A, K>(
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

/** One write for writes to one stream, each of which goes on where the one before left it. */
export const joined = (writes: Writes): Write => ({ ...writes[0], events: flatten(map(eventsIn)(writes)) })

/** The writes to each stream. */
export const byStream = (writes: Writes): Layer => grouped(writes, ({ stream }) => stream)

type Reached = { readonly stream: StreamName; readonly depth: number }
type Placed = { readonly write: Write; readonly depth: number }

const commandsOf = ({ events }: Write): readonly unknown[] => [
  ...new Set(events.map(({ metadata }) => metadata.commandId)),
]

// What a command did to the same stream before is not waited for: it becomes one write.
const depthAfter = (before: Reached | undefined, stream: StreamName): number => {
  if (before === undefined) return 0
  return before.stream === stream ? before.depth : before.depth + 1
}

const placedIn = (writes: Writes): ReadonlyNonEmptyArray<Placed> => {
  const streams = new Map<StreamName, number>()
  const commands = new Map<unknown, Reached>()
  return map((write: Write): Placed => {
    const { stream } = write
    const own = commandsOf(write)
    const depths = own.map((command) => depthAfter(commands.get(command), stream))
    const depth = Math.max(streams.get(stream) ?? 0, ...depths)
    streams.set(stream, depth)
    for (const command of own) commands.set(command, { stream, depth })
    return { write, depth }
  })(writes)
}

const writeOf = ({ write }: Placed): Write => write

/**
 * Writes in layers, to be done one after the other: so each stream, and each command (`commandId` in the metadata), is
 * written in the order given. Layers put one behind the other give the same layers again.
 */
export const layersOf = (writes: Writes): ReadonlyNonEmptyArray<Layer> =>
  map((layer: ReadonlyNonEmptyArray<Placed>) => byStream(map(writeOf)(layer)))(
    grouped(placedIn(writes), ({ depth }) => depth),
  )
