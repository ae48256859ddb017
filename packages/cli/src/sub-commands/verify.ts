import type { ChainFault, ChainHead, ChainProblem, EventStore, Verification, VerifyOptions } from '@clientele/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { factsOf } from '../answers/listing.js'
import type { ArgumentsOf, Options } from '../arguments/arguments.js'
import { jsonOption, localeOption, storeOptions } from '../arguments/options.js'
import { type CliError, type Ending, failed, sentenceOf, usageFailure } from '../cli-error.js'
import { headIn } from '../heads/saved-head.js'
import type { Io } from '../io.js'
import { withLog } from '../opening/opening.js'
import { printJson } from '../printing/json.js'
import { printTable } from '../printing/table.js'
import { progressOf } from '../progress.js'
import { subCommand } from '../sub-command.js'

const options = {
  ...storeOptions,
  ...jsonOption,
  ...localeOption,
  against: { kind: 'text', about: 'the log must hold the head in this file, which "clientele head" printed' },
  key: { kind: 'text', about: 'only a head signed by the public key in this file (PEM) counts' },
  from: { kind: 'text', about: 'begin behind the head in this file, which was verified before' },
  seal: { kind: 'flag', about: 'begin the chain of a store of an earlier version, or seal what stands behind its end' },
} as const satisfies Options

type Args = ArgumentsOf<typeof options>

const sealIt = 'If you know why, seal it with "clientele verify --seal".'

const wordsFor: { readonly [K in ChainProblem]: string } = {
  altered: 'is not the one that was appended',
  removed: 'was removed',
  inserted: `was appended by no program that seals: it was inserted, or a program of an earlier version wrote it. ${sealIt}`,
  reordered: 'stands in another place than it was appended in',
  cut: 'and all later ones are missing',
  unsealed: `was stored before the chain began. ${sealIt}`,
  chainAltered: 'has a seal that was changed or removed',
  diverged: 'belongs to another log than the head was taken of, or the head was edited',
  damaged: 'The checks of the store itself fail: restore it from a backup.',
}

const placeOf = ({ position, stream, revision }: ChainFault): string =>
  stream === null
    ? `The event at position ${position}`
    : `The event at position ${position} (${stream}, revision ${revision})`

const sentenceFor = (fault: ChainFault): string => {
  const words = wordsFor[fault.problem]
  if (fault.position === null) return words
  return `${placeOf(fault)} ${words}${words.endsWith('.') ? '' : '.'}`
}

const tell = async (args: Args, io: Io, { ok, head, events, first }: Verification): Promise<Ending> => {
  if (args.json) await printJson(io, { ok, head, events, ...(first === undefined ? {} : { first }) })
  else
    await printTable(
      io,
      factsOf({ ok, events, position: head?.position ?? null, hash: head?.hash ?? null }, args.locale),
    )
  return first === undefined ? right(undefined) : failed(sentenceFor(first))
}

type Heads = Pick<VerifyOptions, 'from' | 'against'>

const readHead = async (
  io: Io,
  file: string | undefined,
  key: string | undefined,
): Promise<Either<CliError, ChainHead | null>> => (file === undefined ? right(null) : headIn(io, file, key))

const headsOf = async (args: Args, io: Io): Promise<Either<CliError, Heads>> => {
  if (args.key !== undefined && args.against === undefined)
    return usageFailure('--key needs --against: the head it signed.')
  const against = await readHead(io, args.against, args.key)
  if (isLeft(against)) return against
  const from = await readHead(io, args.from, undefined)
  return isLeft(from) ? from : right({ against: against.right, from: from.right })
}

const verifyStore = async (args: Args, io: Io, { chain }: EventStore): Promise<Ending> => {
  const heads = await headsOf(args, io)
  if (isLeft(heads)) return heads
  if (chain === undefined) return failed('This store keeps no chain of hashes.')
  const progress = progressOf(io, 'Verifying', 'events')
  const given = { ...heads.right, onProgress: (events: number) => progress.at(events), signal: io.signal }
  const found = await (args.seal ? chain.seal(given) : chain.verify(given))()
  progress.stop()
  return isLeft(found) ? failed(sentenceOf(found.left)) : tell(args, io, found.right)
}

/** Verifies that the log is unchanged. */
export const verify = subCommand({
  name: 'verify',
  about:
    'tell whether the log holds what was appended, and name the first event that was changed; exit 1 where one was',
  options,
  examples: [
    ['verify', 'the whole log against its chain of hashes'],
    ['verify --against head.json --key head-key.pub.pem', 'also that it still holds a head that was kept elsewhere'],
    ['verify --from head.json --json', 'only what came after a head that was verified before'],
    ['verify --seal', 'begin the chain of a store of an earlier version'],
  ],
  changes: true,
  run: (args, io) => withLog(args, io, (store) => verifyStore(args, io, store)),
})
