import {
  type Copied,
  type CopyOptions,
  copyEvents,
  countAllInClear,
  openedInClear,
  openedStoreUnderKeys,
  type RegisterKeys,
  type StoreUnderKeys,
  systemClock,
} from '@clientele/adapters/internal'
import { type Cancelled, type EventStore, failureError, type Instant, type StoreFailure } from '@clientele/domain'
import { type Difference, differences } from '@clientele/projections'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { ArgumentsOf, Options } from '../arguments/arguments.js'
import { jsonOption } from '../arguments/options.js'
import { type CliError, type Ending, failed, sentenceOf } from '../cli-error.js'
import { type Io, say } from '../io.js'
import { knownNow } from '../opening/opening.js'
import { isSameFile } from '../opening/own-files.js'
import { existingStore, type Place, storeWithKeys } from '../opening/stores.js'
import { printJson } from '../printing/json.js'
import { progressOf } from '../progress.js'
import { subCommand } from '../sub-command.js'

/** The two stores, and a function that sets the target's clock to the recording time of an event. */
type Copying = {
  readonly from: Place
  readonly to: Place
  readonly isEncrypting: boolean
  at(instant: Instant | null): void
}

const options = {
  from: { kind: 'text', about: 'the store to copy, as in --store', required: true },
  to: {
    kind: 'text',
    about: 'the store to copy into: an empty one, or one that was copied into before',
    required: true,
  },
  'from-keys': { kind: 'text', about: 'where the keys of the store to copy are, as in --keys' },
  'to-keys': { kind: 'text', about: 'where the keys of the store to copy into are kept, as in --keys' },
  ...jsonOption,
} as const satisfies Options

type Args = ArgumentsOf<typeof options>

const areSame = async (from: Place, to: Place): Promise<boolean> =>
  from.url === to.url || (from.file !== null && to.file !== null && (await isSameFile(from.file, to.file)))

const placesOf = async (args: Args, io: Io, isEncrypting: boolean): Promise<Either<CliError, Copying>> => {
  let recordedAt: Instant | null = null
  const clock = (): Instant => recordedAt ?? systemClock()
  const from = await storeWithKeys(args.from, { option: 'from-keys', keys: args['from-keys'] }, { cwd: io.cwd })
  if (isLeft(from)) return from
  const readable = existingStore(from.right)
  if (isLeft(readable)) return readable
  const to = await storeWithKeys(args.to, { option: 'to-keys', keys: args['to-keys'] }, { cwd: io.cwd, clock })
  if (isLeft(to)) return to
  if (await areSame(from.right, to.right)) return failed('--from and --to name the same store.')
  return right({
    from: from.right,
    to: to.right,
    isEncrypting,
    at: (instant) => {
      recordedAt = instant
    },
  })
}

const withClosing = async <A>(store: EventStore, use: (store: EventStore) => Promise<A>): Promise<A> => {
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

/** The source of a copy, its log as it is stored, and its blocked addresses. */
type Source = Pick<StoreUnderKeys, 'store' | 'log'> & Pick<RegisterKeys, 'blocklist'>

/** The target of a copy, its log as it is stored, and how to write the digests of commands. */
type Target = Pick<StoreUnderKeys, 'store' | 'log'> & Pick<RegisterKeys, 'isEncrypted' | 'digestOf' | 'takeBlocklist'>

const needsMasterKey: StoreFailure = {
  error: 'MasterKeyMissing',
  problem: 'Give the master key that the new store is encrypted under in CLIENTELE_MASTER_KEY.',
}

const openTarget = async ({ to, isEncrypting }: Copying): Promise<Target> => {
  const { store, log, keys } = await openedStoreUnderKeys(to.source)
  const { isEncrypted, digestOf, takeBlocklist } = keys
  if (!isEncrypting) return { store, log, isEncrypted, digestOf: (digest) => digest, takeBlocklist }
  if (isEncrypted) return { store, log, isEncrypted, digestOf, takeBlocklist }
  await store.close()
  throw failureError(needsMasterKey)
}

const openSource = async ({ from, isEncrypting }: Copying): Promise<Source> => {
  if (!isEncrypting) {
    const { store, log, keys } = await openedStoreUnderKeys(from.source)
    return { store, log, blocklist: keys.blocklist }
  }
  const store = await openedInClear(from.source)
  return { store, log: store, blocklist: async () => null }
}

/** Opens both stores; closes each opened store, even if the other fails to open. */
const withBoth = async <A>(copying: Copying, use: (source: Source, target: Target) => Promise<A>): Promise<A> => {
  const source = await openSource(copying)
  return withClosing(source.store, async () => {
    const target = await openTarget(copying)
    return withClosing(target.store, () => use(source, target))
  })
}

/** Copies the blocked addresses of erased persons, which are stored beside the log. */
const copyBlocklist = async (source: Source, target: Target): Promise<boolean> => {
  const list = await source.blocklist()
  return list === null || (await target.takeBlocklist(list))
}

const isEmpty = async ({ store }: Target): Promise<boolean> => {
  for await (const { length } of store.readAll({ maxCount: 1 })) if (length > 0) return false
  return true
}

/** Whether the target has events with texts in clear that a copy of the source has encrypted. */
const isInClear = async (source: Source, target: Target, { isEncrypting }: Copying): Promise<boolean> => {
  const there = target.isEncrypted ? await countAllInClear(target.log) : 0
  return there > 0 && (isEncrypting || there > (await countAllInClear(source.log)))
}

const inClearError = ({ to }: Copying): Either<CliError, never> =>
  failed(
    `${to.url} holds texts about persons in clear, and events that are there already are not encrypted. Copy into an ` +
      'empty store, and destroy this one.',
  )

const copyError = (error: StoreFailure | Cancelled, { to }: Copying): Either<CliError, never> =>
  error.error === 'ConcurrencyConflict'
    ? failed(`${to.url} holds other events. Copy into an empty store, or go on with one that was copied before.`)
    : failed(sentenceOf(error))

const otherBlocklistError = ({ to }: Copying): Either<CliError, never> =>
  failed(
    `The keys of ${to.url} keep the addresses of persons out who were erased there alone. Copy into an empty store with ` +
      'keys of its own.',
  )

/** Copies the data for blocking addresses and keying digests first, so that an interrupted copy has it too. */
const copyBoth = async (
  source: Source,
  target: Target,
  copying: Copying,
  options: CopyOptions,
): Promise<Either<CliError, Copied>> => {
  if (await isInClear(source, target, copying)) return inClearError(copying)
  if ((await isEmpty(target)) && !(await copyBlocklist(source, target))) return otherBlocklistError(copying)
  const copied = await copyEvents(source.store, { ...target, at: copying.at }, options)
  if (isLeft(copied)) return copyError(copied.left, copying)
  return (await copyBlocklist(source, target)) ? copied : otherBlocklistError(copying)
}

const copyInto = (copying: Copying, io: Io): Promise<Either<CliError, Copied>> =>
  withBoth(copying, async (source, target) => {
    const progress = progressOf(io, 'Copying', 'events')
    try {
      const options = { onProgress: (events: number) => progress.at(events), signal: io.signal }
      return await copyBoth(source, target, copying, options)
    } finally {
      progress.stop()
      copying.at(null)
    }
  })

// Positions are specific to a store, and in some stores recording times too.
const nameOf = (difference: Difference): string | null => {
  if (difference.in === 'register') return null
  return difference.in === 'table' ? difference.table : 'history'
}

/** The names of the view tables that differ between the stores; `history` if its number of lines differs. */
const namesOfDifferences = (copying: Copying): Promise<readonly string[]> =>
  withBoth(copying, async (source, target) => {
    const names = new Set<string>()
    for (const difference of differences(await knownNow(source.store), await knownNow(target.store))) {
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

const run = async (args: Args, io: Io, isEncrypting: boolean): Promise<Ending> => {
  const copying = await placesOf(args, io, isEncrypting)
  if (isLeft(copying)) return copying
  const copied = await copyInto(copying.right, io)
  if (isLeft(copied)) return copied
  return tell(args, io, copied.right, await namesOfDifferences(copying.right))
}

/** Copies a register from one store to another. */
export const copy = subCommand({
  name: 'copy',
  about: 'copy every event of one store to another, and compare the views of both and their history',
  options,
  examples: [['copy --from sqlite:clientele.db --to postgres://localhost/crm', 'from one file to PostgreSQL']],
  changes: true,
  run: (args, io) => run(args, io, false),
})

/** Copies an unencrypted register to an encrypted store. */
export const encrypt = subCommand({
  name: 'encrypt',
  about:
    'copy a register in clear to an encrypted store under CLIENTELE_MASTER_KEY, without the texts of erased persons, and ' +
    'compare the views of both; destroy the store in clear and its backups afterwards',
  options,
  examples: [
    ['encrypt --from sqlite:clientele.db --to sqlite:encrypted.db', 'an encrypted copy, keys in encrypted.db.keys'],
  ],
  changes: true,
  run: (args, io) => run(args, io, true),
})
