import { type Copied, copyEvents, openedStore, systemClock } from '@clientele/adapters/internal'
import type { EventStore, Instant } from '@clientele/domain'
import { type Difference, differences } from '@clientele/projections'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { ArgumentsOf, Options } from '../arguments/arguments.js'
import { jsonOption } from '../arguments/options.js'
import { type Complaint, type Ending, failed, sentenceOf } from '../cli-error.js'
import { type Io, say } from '../io.js'
import { knownNow } from '../opening/opening.js'
import { type Place, storeAt, toRead } from '../opening/stores.js'
import { printJson } from '../printing/json.js'
import { progressOf } from '../progress.js'
import { subCommand } from '../sub-command.js'

/** The two stores, and how the target's clock is set to when an event was recorded. */
type Copying = { readonly from: Place; readonly to: Place; at(instant: Instant | null): void }

const options = {
  from: { kind: 'text', about: 'the store to copy, as in --store', required: true },
  to: {
    kind: 'text',
    about: 'the store to copy into: an empty one, or one that was copied into before',
    required: true,
  },
  ...jsonOption,
} as const satisfies Options

type Args = ArgumentsOf<typeof options>

const placesOf = async (args: Args, io: Io): Promise<Either<Complaint, Copying>> => {
  let recordedAt: Instant | null = null
  const clock = (): Instant => recordedAt ?? systemClock()
  const from = await storeAt(args.from, { cwd: io.cwd })
  if (isLeft(from)) return from
  const readable = toRead(from.right)
  if (isLeft(readable)) return readable
  const to = await storeAt(args.to, { cwd: io.cwd, clock })
  if (isLeft(to)) return to
  if (from.right.url === to.right.url) return failed('--from and --to name the same store.')
  return right({
    from: from.right,
    to: to.right,
    at: (instant) => {
      recordedAt = instant
    },
  })
}

const closing = async <A>(store: EventStore, use: (store: EventStore) => Promise<A>): Promise<A> => {
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

/** Opens both stores, and closes what was opened, also when the other one does not open. */
const withBoth = async <A>(
  { from, to }: Copying,
  use: (source: EventStore, target: EventStore) => Promise<A>,
): Promise<A> =>
  closing(await openedStore(from.source), async (source) =>
    closing(await openedStore(to.source), (target) => use(source, target)),
  )

const copyInto = (copying: Copying, io: Io): Promise<Either<Complaint, Copied>> =>
  withBoth(copying, async (source, target) => {
    const { to, at } = copying
    const progress = progressOf(io, 'Copying', 'events')
    try {
      const options = { onProgress: (events: number) => progress.at(events), signal: io.signal }
      const copied = await copyEvents(source, { store: target, at }, options)
      if (!isLeft(copied)) return copied
      return copied.left.error === 'ConcurrencyConflict'
        ? failed(`${to.url} holds other events. Copy into an empty store, or go on with one that was copied before.`)
        : failed(sentenceOf(copied.left))
    } finally {
      progress.stop()
      at(null)
    }
  })

// Positions are the store's own, and so are times of recording on some.
const nameOf = (difference: Difference): string | null => {
  if (difference.in === 'register') return null
  return difference.in === 'table' ? difference.table : 'history'
}

/** What does not say the same on both stores: tables of the views, and `history` for the number of its lines. */
const namesOfDifferences = (copying: Copying): Promise<readonly string[]> =>
  withBoth(copying, async (source, target) => {
    const names = new Set<string>()
    for (const difference of differences(await knownNow(source), await knownNow(target))) {
      const name = difference === null ? null : nameOf(difference)
      if (name !== null) names.add(name)
    }
    return [...names]
  })

const sentence = ({ copied, there }: Copied, isEqual: boolean): string =>
  `Copied ${copied} events${there === 0 ? '' : `, ${there} were there already`}. ` +
  `The views of both stores ${isEqual ? 'are the same' : 'differ'}.`

const tell = async (args: Args, io: Io, copied: Copied, names: readonly string[]): Promise<Ending> => {
  const equal = names.length === 0
  if (args.json) await printJson(io, { ...copied, equal, differences: names })
  else say(io, sentence(copied, equal))
  return equal
    ? right(undefined)
    : failed(`The views differ in ${names.join(', ')}: somebody wrote meanwhile? Copy again to go on.`)
}

const run = async (args: Args, io: Io): Promise<Ending> => {
  const copying = await placesOf(args, io)
  if (isLeft(copying)) return copying
  const copied = await copyInto(copying.right, io)
  if (isLeft(copied)) return copied
  return tell(args, io, copied.right, await namesOfDifferences(copying.right))
}

/** Moves a register from one store to another. */
export const copy = subCommand({
  name: 'copy',
  about: 'copy every event of one store to another, and compare the views of both and their history',
  options,
  examples: [['copy --from sqlite:clientele.db --to postgres://localhost/crm', 'from one file to PostgreSQL']],
  changes: true,
  run,
})
