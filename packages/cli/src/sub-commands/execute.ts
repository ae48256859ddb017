import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import type { Clientele, Context, Receipt } from '@clientele/adapters'
import { isRecord } from '@clientele/domain'
import { type Either, isLeft, left, right, tryCatch } from 'fp-ts/lib/Either.js'
import type { ArgumentsOf, Options } from '../arguments/arguments.js'
import { bytesOf } from '../arguments/input.js'
import { type Line, linesOf } from '../arguments/lines.js'
import { actingOptions, jsonOption, registerOptions } from '../arguments/options.js'
import { type Ending, failed, type NamedError } from '../cli-error.js'
import type { Io } from '../io.js'
import { withWritable } from '../opening/opening.js'
import { printJsonLines } from '../printing/json.js'
import { subCommand } from '../sub-command.js'

type MalformedJson = NamedError & { readonly line: number }

const parseLine = ({ number, text }: Line): Either<MalformedJson, unknown> =>
  tryCatch(
    (): unknown => JSON.parse(text ?? ''),
    () => ({ error: 'MalformedJson', line: number }),
  )

const contextNames = ['by', 'at', 'today', 'commandId', 'correlationId', 'causationId', 'reason', 'origin'] as const

const options = { ...registerOptions, ...actingOptions, ...jsonOption } as const satisfies Options

type Args = ArgumentsOf<typeof options> & { readonly FILE: string | undefined }

// Any value is passed on: `execute` validates it.
const contextOf = (value: unknown, args: Args): Context => {
  const given = isRecord(value) ? contextNames.filter((name) => value[name] !== undefined) : []
  const own: Context = isRecord(value) ? Object.fromEntries(given.map((name) => [name, value[name]])) : {}
  return { by: args.by, today: args.today, ...own }
}

const commandOf = (value: unknown): unknown => (isRecord(value) ? { type: value.type, data: value.data } : value)

const executeLine = async (crm: Clientele, line: Line, args: Args, io: Io): Promise<Either<NamedError, Receipt>> => {
  const value = parseLine(line)
  if (isLeft(value)) return value
  return crm.executeUnknown(commandOf(value.right), { ...contextOf(value.right, args), signal: io.signal })
}

const answerOf = (outcome: Either<NamedError, Receipt>): object => {
  if (isLeft(outcome)) return { ok: false, error: outcome.left }
  const { events, failures } = outcome.right
  return { ok: true, events, ...(failures === undefined || failures.length === 0 ? {} : { failures }) }
}

type Count = { all: number; refused: number }

type Task = { readonly crm: Clientele; readonly args: Args; readonly io: Io; readonly count: Count }

const executeAll = async (input: Readable, { crm, args, io, count }: Task): Promise<void> => {
  for await (const line of linesOf(input)) {
    if (io.signal.aborted) break
    const outcome = await executeLine(crm, line, args, io)
    count.all += 1
    if (isLeft(outcome)) count.refused += 1
    await printJsonLines(io, [answerOf(outcome)])
  }
}

const endOf = ({ all, refused }: Count, io: Io): Ending => {
  if (io.signal.aborted) return failed(`Stopped after ${all} of the commands; what was accepted until then is kept.`)
  if (refused === 0) return right(undefined)
  return failed(
    `Refused: ${refused} of ${all}. See the answers with "ok":false, correct those commands and send them again.`,
  )
}

const unreadable = (file: string, error: unknown): Ending => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  return left({
    exit: 1,
    message: `${file} cannot be read (${code}): give a file of commands, one JSON object per line.`,
  })
}

const inputOf = (file: string | undefined, io: Io): Readable =>
  file === undefined || file === '-' ? io.stdin() : bytesOf(resolve(io.cwd, file))

const untilStopped = async (
  input: Readable,
  signal: AbortSignal,
  use: (input: Readable) => Promise<void>,
): Promise<void> => {
  const stop = (): void => void input.destroy()
  signal.addEventListener('abort', stop)
  try {
    await use(input)
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

const executeFrom = async (crm: Clientele, args: Args, io: Io): Promise<Ending> => {
  const file = args.FILE
  const count: Count = { all: 0, refused: 0 }
  try {
    await untilStopped(inputOf(file, io), io.signal, (input) => executeAll(input, { crm, args, io, count }))
    return endOf(count, io)
  } catch (error) {
    return io.signal.aborted ? endOf(count, io) : unreadable(file ?? 'stdin', error)
  }
}

/** Executes commands, one per line. */
export const execute = subCommand({
  name: 'execute',
  about: 'give commands, one JSON object per line, from FILE or stdin',
  order: 'answers come in the order of the lines; blank lines are passed over.',
  positionals: {
    FILE: {
      optional: true,
      about: 'file of {"type","data","by"?,"today"?,"at"?,"commandId"?} lines; - or none is stdin',
    },
  },
  options,
  changes: true,
  examples: [
    ['execute commands.ndjson --by anna', 'give the commands of a file in the name of anna'],
    [`execute <<< '{"type":"ArchiveCustomer","data":{"customerId":"acme"}}'`, 'give one command'],
  ],
  run: (args, io) => withWritable(args, io, (crm) => executeFrom(crm, args, io)),
})
