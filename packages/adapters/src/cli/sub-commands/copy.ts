import type { Instant } from '@clientele/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { openClientele } from '../../clientele.js'
import { copyEvents } from '../../copying/index.js'
import { systemClock } from '../../event-log/clock.js'
import { openedStore } from '../../execution/opened-store.js'
import { type Arguments, flagIn, textIn } from '../arguments.js'
import { type Complaint, type Ending, failed, sentenceOf } from '../complaint.js'
import { type Io, say } from '../io.js'
import { jsonOption } from '../options.js'
import { printJson } from '../printing/json.js'
import { progressOf } from '../progress.js'
import { type Place, storeAt, toRead } from '../stores.js'
import type { SubCommand } from '../sub-command.js'

/** The two stores, and how the target's clock is set to when an event was recorded. */
type Copying = { readonly from: Place; readonly to: Place; at(instant: Instant | null): void }

const placesOf = async (args: Arguments, io: Io): Promise<Either<Complaint, Copying>> => {
  let recordedAt: Instant | null = null
  const clock = (): Instant => recordedAt ?? systemClock()
  const from = await storeAt(textIn(args, 'from') ?? '', { cwd: io.cwd })
  if (isLeft(from)) return from
  const readable = toRead(from.right)
  if (isLeft(readable)) return readable
  const to = await storeAt(textIn(args, 'to') ?? '', { cwd: io.cwd, clock })
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

const copyInto = async ({ from, to, at }: Copying, io: Io): Promise<Either<Complaint, number>> => {
  const [source, target] = [await openedStore(from.source), await openedStore(to.source)]
  const progress = progressOf(io, 'Copying', 'events')
  try {
    const options = { onProgress: (copied: number) => progress.at(copied), signal: io.signal }
    const copied = await copyEvents(source, { store: target, at }, options)
    if (!isLeft(copied)) return copied
    return copied.left.error === 'ConcurrencyConflict'
      ? failed(`${to.url} holds other events. Copy into an empty store, or go on with one that was copied before.`)
      : failed(sentenceOf(copied.left))
  } finally {
    progress.stop()
    at(null)
    await Promise.all([source.close(), target.close()])
  }
}

/** The tables of the views that are not the same on both stores. */
const differences = async ({ from, to }: Copying): Promise<readonly string[]> => {
  const [a, b] = [await openClientele({ store: from.source }), await openClientele({ store: to.source })]
  try {
    const [before, after] = [a.register.dump(), b.register.dump()]
    return Object.keys(before).filter((table) => JSON.stringify(before[table]) !== JSON.stringify(after[table]))
  } finally {
    await Promise.all([a.close(), b.close()])
  }
}

const tell = async (args: Arguments, io: Io, copied: number, tables: readonly string[]): Promise<Ending> => {
  if (flagIn(args, 'json')) await printJson(io, { copied, equal: tables.length === 0, differences: tables })
  else say(io, `Copied ${copied} events. The views of both stores ${tables.length === 0 ? 'are the same' : 'differ'}.`)
  return tables.length === 0
    ? right(undefined)
    : failed(`The views differ in ${tables.join(', ')}: somebody wrote meanwhile? Copy again to go on.`)
}

const run = async (args: Arguments, io: Io): Promise<Ending> => {
  const copying = await placesOf(args, io)
  if (isLeft(copying)) return copying
  const copied = await copyInto(copying.right, io)
  if (isLeft(copied)) return copied
  return tell(args, io, copied.right, await differences(copying.right))
}

/** Moves a register from one store to another. */
export const copy: SubCommand = {
  usage: 'copy',
  about: 'copy every event of one store to another, and compare the views of both',
  options: {
    from: { kind: 'text', about: 'the store to copy, as in --store', required: true },
    to: {
      kind: 'text',
      about: 'the store to copy into: an empty one, or one that was copied into before',
      required: true,
    },
    ...jsonOption,
  },
  examples: [['copy --from sqlite:clientele.db --to postgres://localhost/crm', 'from one file to PostgreSQL']],
  changes: true,
  run,
}
