import { signedHead, systemClock } from '@clientele/adapters/internal'
import type { EventStore } from '@clientele/domain'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { ArgumentsOf, Options } from '../arguments/arguments.js'
import { jsonOption, storeOptions } from '../arguments/options.js'
import { type Ending, failed, sentenceOf } from '../cli-error.js'
import { privateKeyIn } from '../heads/keys.js'
import type { Io } from '../io.js'
import { withLog } from '../opening/opening.js'
import { printJson } from '../printing/json.js'
import { subCommand } from '../sub-command.js'

const options = {
  ...storeOptions,
  ...jsonOption,
  sign: { kind: 'text', about: 'sign it with the private Ed25519 key in this file (PEM, PKCS#8)' },
} as const satisfies Options

type Args = ArgumentsOf<typeof options>

const unsealed =
  'Nothing is sealed in this store yet: append something, or begin the chain of an older store with "clientele verify --seal".'

const printHead = async (args: Args, io: Io, { chain }: EventStore): Promise<Ending> => {
  const key = args.sign === undefined ? null : await privateKeyIn(io, args.sign)
  if (key !== null && isLeft(key)) return key
  const head = (await chain?.head({ signal: io.signal })()) ?? right(null)
  if (isLeft(head)) return failed(sentenceOf(head.left))
  if (head.right === null) return failed(unsealed)
  const takenAt = systemClock()
  await printJson(io, key === null ? { ...head.right, takenAt } : signedHead(head.right, takenAt, key.right))
  return right(undefined)
}

/** The hash over the whole log, to be saved elsewhere. */
export const head = subCommand({
  name: 'head',
  about: 'print the hash over all sealed events as one JSON document, to keep elsewhere and give to verify --against',
  options,
  examples: [
    ['head', 'the position of the last sealed event, and the hash up to there'],
    ['head --sign head-key.pem', 'the same, signed'],
  ],
  run: (args, io) => withLog(args, io, (store) => printHead(args, io, store)),
})
