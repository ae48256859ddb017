import { stat } from 'node:fs/promises'
import type { EventStore, RecordedEvent } from '@clientele/domain'
import { right } from 'fp-ts/lib/Either.js'
import { factsOf } from '../answers/listing.js'
import type { ArgumentsOf, Options } from '../arguments/arguments.js'
import { jsonOption, localeOption, storeOptions } from '../arguments/options.js'
import type { Ending } from '../cli-error.js'
import type { Io } from '../io.js'
import { withLog } from '../opening/opening.js'
import type { Place } from '../opening/stores.js'
import { printJson } from '../printing/json.js'
import { printTable } from '../printing/table.js'
import { subCommand } from '../sub-command.js'

type Stats = {
  readonly store: string
  readonly streams: number
  readonly events: number
  readonly eventsByType: { readonly [type: string]: number }
  readonly firstPosition: string | null
  readonly lastPosition: string | null
  readonly firstRecordedAt: string | null
  readonly lastRecordedAt: string | null
  readonly sizeInBytes: number | null
}

const sizeOf = async ({ file }: Place): Promise<number | null> => {
  if (file === null) return null
  const sizes = await Promise.all([file, `${file}-wal`].map((name) => stat(name).catch(() => ({ size: 0 }))))
  return sizes.reduce((sum, { size }) => sum + size, 0)
}

const byName = (counts: ReadonlyMap<string, number>): { readonly [type: string]: number } =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))

const statsOf = async (store: EventStore, place: Place): Promise<Stats> => {
  const [streams, types] = [new Set<string>(), new Map<string, number>()]
  let events = 0
  let first: RecordedEvent | null = null
  let last: RecordedEvent | null = null
  for await (const batch of store.readAll()) {
    for (const { stream, type } of batch) {
      streams.add(stream)
      types.set(type, (types.get(type) ?? 0) + 1)
    }
    events += batch.length
    first ??= batch[0] ?? null
    last = batch.at(-1) ?? last
  }
  return {
    store: place.url,
    streams: streams.size,
    events,
    eventsByType: byName(types),
    firstPosition: first?.position ?? null,
    lastPosition: last?.position ?? null,
    firstRecordedAt: first?.recordedAt ?? null,
    lastRecordedAt: last?.recordedAt ?? null,
    sizeInBytes: await sizeOf(place),
  }
}

const options = { ...storeOptions, ...jsonOption, ...localeOption } as const satisfies Options

type Args = ArgumentsOf<typeof options>

const tell = async (args: Args, io: Io, store: EventStore, place: Place): Promise<Ending> => {
  const { eventsByType, ...facts } = await statsOf(store, place)
  if (args.json) await printJson(io, { ...facts, eventsByType })
  else await printTable(io, factsOf({ ...facts, ...eventsByType }, args.locale))
  return right(undefined)
}

/** Counts of the log. */
export const stats = subCommand({
  name: 'stats',
  about: 'how many streams and events the log holds, of which types, up to which position',
  order: 'types by name.',
  options,
  examples: [['stats --json', 'all counts as JSON']],
  run: (args, io) => withLog(args, io, (store, place) => tell(args, io, store, place)),
})
