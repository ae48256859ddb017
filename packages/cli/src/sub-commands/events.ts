import { stayAwake } from '@clientele/adapters/internal'
import { categoryOf, type EventStore, isEventType, type ReadAllOptions, type RecordedEvent } from '@clientele/domain'
import { right } from 'fp-ts/lib/Either.js'
import type { ArgumentsOf, Options } from '../arguments/arguments.js'
import { jsonOption, storeOptions } from '../arguments/options.js'
import { type Ending, failed } from '../cli-error.js'
import type { Io } from '../io.js'
import { withLog } from '../opening/opening.js'
import { printJsonLines } from '../printing/json.js'
import { subCommand } from '../sub-command.js'

const toText = ({ position, stream, revision, type, recordedAt, metadata, data }: RecordedEvent): object => ({
  position,
  stream,
  revision,
  type,
  recordedAt,
  metadata,
  data,
})

const options = {
  ...storeOptions,
  ...jsonOption,
  after: { kind: 'text', about: 'only events after this position' },
  stream: { kind: 'text', about: 'only events of this stream, as in customer-acme' },
  type: { kind: 'texts', about: 'only events of these types' },
  follow: { kind: 'flag', about: 'wait for more until stopped with Ctrl-C' },
} as const satisfies Options

type Args = ArgumentsOf<typeof options>

const limitsOf = ({ after, type: types, stream }: Args): ReadAllOptions => {
  return {
    ...(after === undefined ? {} : { after }),
    ...(types === undefined ? {} : { types: types.flatMap((type) => type.split(',')) }),
    ...(stream === undefined ? {} : { categories: [categoryOf(stream)] }),
  }
}

type Batches = AsyncIterable<readonly RecordedEvent[]>

const printAll = async (batches: Batches, stream: string | undefined, io: Io): Promise<void> => {
  for await (const batch of batches) {
    const chosen = stream === undefined ? batch : batch.filter((event) => event.stream === stream)
    if (chosen.length > 0) await printJsonLines(io, chosen.map(toText))
    if (io.signal.aborted) return
  }
}

const follow = async (store: EventStore, limits: ReadAllOptions, stream: string | undefined, io: Io): Promise<void> => {
  const subscription = store.subscribe(limits)
  const rest = stayAwake()
  const stop = (): void => void subscription.close()
  if (io.signal.aborted) stop()
  io.signal.addEventListener('abort', stop)
  try {
    await printAll(subscription, stream, io)
  } finally {
    rest()
    io.signal.removeEventListener('abort', stop)
    await subscription.close()
  }
}

const tell = async (args: Args, io: Io, store: EventStore): Promise<Ending> => {
  const unknown = args.type?.flatMap((types) => types.split(',')).find((type) => !isEventType(type))
  if (unknown !== undefined)
    return failed(`There is no type of event "${unknown}" for --type: give types as the events have them.`)
  const { stream } = args
  const limits = limitsOf(args)
  await (args.follow ? follow(store, limits, stream, io) : printAll(store.readAll(limits), stream, io))
  return right(undefined)
}

/** The raw log. */
export const events = subCommand({
  name: 'events',
  about: 'the events as they are stored, one JSON object per line',
  order: 'as they were recorded.',
  options,
  examples: [
    ['events --stream customer-acme', 'all events of a customer'],
    ['events --after 1200 --follow', 'what comes after a position, as it happens'],
  ],
  run: (args, io) => withLog(args, io, (store) => tell(args, io, store)),
})
