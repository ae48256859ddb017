import {
  type BulkPart,
  type CommandTable,
  type Instant,
  isStoreFailure,
  type MalformedCommand,
  type Message,
  type Meta,
  type ReadCommand,
  type Rejection,
  readCommandIn,
} from '@clientele/domain'
import { type Either, isLeft, isRight, left, right } from 'fp-ts/lib/Either.js'
import { type BatchHost, type BatchOptions, createBatch } from './batch.js'
import type { Clientele } from './clientele.js'
import type { HostTypes } from './host/typed.js'
import { malformedOptions, type OptionKinds, throwIfMalformed } from './options.js'
import type { Failure } from './outcome.js'
import { createCommandBatch } from './runtime/batching/command-batch.js'
import { type CommandOutcome, executeBulk, unlessIdReused } from './runtime/execution/bulk.js'
import { type CommandContext, type Context, metaOf } from './runtime/execution/context.js'
import { type DecodedCommand, decodeCommand } from './runtime/execution/decode-command.js'
import { type CommandExecution, type ExecutionContext, executeCommand } from './runtime/execution/executor.js'
import { expectedList } from './runtime/execution/expected.js'
import { previewCommand } from './runtime/execution/preview.js'
import { type Executed, receiptOf, toExecuted } from './runtime/execution/receipt.js'
import { digestOf } from './runtime/execution/retry.js'
import type { LastFailure } from './runtime/health.js'
import type { RedactReceipt } from './runtime/out-of-sight/redact-receipt.js'
import { executeParted } from './runtime/parts/execute-parts.js'
import type { RunningCalls } from './runtime/running-calls.js'
import { spanOfRefused } from './runtime/span-of.js'
import { storeFailure } from './runtime/store-failure.js'
import { runMeasured } from './runtime/telemetry.js'
import { systemClock } from './timing/clock.js'
import { type PreviewCommand, withWholePreview } from './whole-previews.js'

/** The dependencies of commands; `timeZone` is the one of the register. */
type Host = {
  readonly runtime: ExecutionContext
  readonly table: CommandTable
  /** The categories of the streams. */
  readonly categories: readonly string[]
  readonly clock: () => Instant
  readonly timeZone: () => string
  readonly underWay: RunningCalls
  /** Hashes the digest of a command with a key, so that the stored digest does not reveal its contents. */
  readonly keyedDigest: (digest: string) => string
  /** Removes from receipts and previews what the actor may not see. */
  readonly redactReceipt: RedactReceipt
}

/** The commands of a register. */
export type Commands = Pick<Clientele<HostTypes>, 'execute' | 'executeUnknown' | 'batch' | 'preview'> & {
  /** The last failure of the store that a command met. */
  lastFailure(): LastFailure | null
}

const metaFor = ({ clock, timeZone, keyedDigest }: Host, { type, data }: ReadCommand, context: Context): Meta => {
  const meta = metaOf(context, clock, timeZone())
  // A generated id cannot be a retry: it needs no digest.
  return context.commandId === undefined ? meta : { digest: keyedDigest(digestOf(type, data, meta.by)), ...meta }
}

/** The meta of a command, or the failure of a clock of the host that is broken. */
const metaOrFailure = (...given: Parameters<typeof metaFor>): Either<Failure, Meta> => {
  try {
    return right(metaFor(...given))
  } catch (error) {
    return left(storeFailure(error))
  }
}

const unlessCancelled = <E>(decoded: Either<E, DecodedCommand>): Either<E | Failure, DecodedCommand> =>
  isRight(decoded) && decoded.right.context.signal?.aborted === true ? left({ error: 'Cancelled' }) : decoded

const decode = (
  { underWay, runtime, table, categories }: Host,
  value: unknown,
  given: CommandContext,
): Either<MalformedCommand | Failure, DecodedCommand> =>
  underWay.isClosing()
    ? left({ error: 'StoreClosed' })
    : unlessCancelled(decodeCommand({ commands: table, categories }, value, given, runtime.follower.stoppedBy()))

/** Runs `one` for a command, or for each part of a bulk command. */
const decide = <E>(
  { runtime, table }: Host,
  command: ReadCommand,
  meta: Meta,
  context: CommandContext,
  run: (execution: CommandExecution) => Promise<CommandOutcome<E>>,
): Promise<CommandOutcome<E>> => {
  const { signal } = context
  const expected = context.expected && expectedList(context.expected)
  const decideCommand = ({ decided, data }: ReadCommand, meta: Meta): Promise<CommandOutcome<E>> =>
    decided.kind === 'decision'
      ? run({ decision: decided, data, meta, expected, signal })
      : decideParts(decided.each(data), meta)
  const decideParts = async (parts: readonly BulkPart[], meta: Meta): Promise<CommandOutcome<E>> => {
    const reused = await unlessIdReused(runtime.store, meta, parts.length)
    return isLeft(reused) ? reused : executeBulk(parts, meta, decidePart, context, runtime.follower.mark())
  }
  const decidePart = async (part: Message, meta: Meta): Promise<CommandOutcome<E>> => {
    const read = readCommandIn(table, part)
    return isLeft(read) ? read : decideCommand(read.right, meta)
  }
  return decideCommand(command, meta)
}

/** The result of a command, before its receipt is created. */
type AppendOutcome = Either<Rejection | MalformedCommand | Failure, Executed>

const outcomeName = (outcome: Either<{ readonly error: string }, unknown>): string =>
  isLeft(outcome) ? outcome.left.error : 'accepted'

const append = async (
  host: Host,
  execution: CommandExecution,
  { command, context }: DecodedCommand,
): Promise<AppendOutcome> => {
  const { runtime } = host
  const { parts } = execution.decision
  const metaAt = (at: Instant): Meta =>
    metaFor(host, command, context.today === undefined ? { ...context, at: context.at ?? at } : context)
  if (parts !== undefined) return executeParted(runtime, { ...execution, parts }, { ...context, metaAt })
  const result = await executeCommand(runtime, execution)
  return isLeft(result) ? result : right(toExecuted(result.right, runtime.follower.mark()))
}

/** The execution of a command that can be decided in a batch; `null` for a bulk command and one with expectations. */
const executionFor = (host: Host, { command, context }: DecodedCommand): Either<Failure, CommandExecution | null> => {
  const { decided, data } = command
  if (decided.kind !== 'decision' || decided.parts !== undefined || context.expected !== undefined) return right(null)
  const meta = metaOrFailure(host, command, context)
  return isLeft(meta) ? meta : right({ decision: decided, data, meta: meta.right })
}

const batchOptionKinds: OptionKinds<BatchOptions> = { expiresAfter: 'milliseconds' }

/** Previews a command, with or without the events about records that the actor may not see. */
const previewWith =
  (host: Host, isWhole: boolean): PreviewCommand =>
  async (value, given = {}) => {
    const ready = decode(host, value, given)
    if (isLeft(ready)) return ready
    const { command, context } = ready.right
    const meta = metaOrFailure(host, command, context)
    if (isLeft(meta)) return meta
    const run = (execution: CommandExecution) => previewCommand(host.runtime, execution)
    const preview = await decide(host, command, meta.right, context, run)
    return isWhole || isLeft(preview) ? preview : right(host.redactReceipt(preview.right, command, meta.right))
  }

// A broken clock is a failure to note too.
const timeOfFailure = (clock: () => Instant): Instant => {
  try {
    return clock()
  } catch {
    return systemClock()
  }
}

/** The last failure of the store. */
type FailureNotes = { last(): LastFailure | null; note(outcome: AppendOutcome): void }

const createFailureNotes = (clock: () => Instant): FailureNotes => {
  let lastFailure: LastFailure | null = null
  return {
    last: () => lastFailure,
    note: (outcome) => {
      // A conflict is no failure of the store.
      if (isLeft(outcome) && isStoreFailure(outcome.left) && outcome.left.error !== 'ConcurrencyConflict')
        lastFailure = { at: timeOfFailure(clock), failure: outcome.left }
    },
  }
}

/** Appends a command, and notes a failure of the store. */
const appendNoted = async (
  host: Host,
  failures: FailureNotes,
  execution: CommandExecution,
  ready: DecodedCommand,
): Promise<AppendOutcome> => {
  let outcome: AppendOutcome
  try {
    outcome = await append(host, execution, ready)
  } catch (error) {
    outcome = left(storeFailure(error))
  }
  failures.note(outcome)
  return outcome
}

/** Creates the functions that execute commands. */
export const createCommands = (host: Host): Commands => {
  const { runtime, clock, underWay } = host
  const failures = createFailureNotes(clock)

  const executeWith =
    (isWhole: boolean): Commands['executeUnknown'] =>
    async (value, given = {}) => {
      const ready = decode(host, value, given)
      if (isLeft(ready)) return runMeasured(spanOfRefused(host.table, value, given), async () => ready, outcomeName)
      const { command, context } = ready.right
      const meta = metaOrFailure(host, command, context)
      if (isLeft(meta)) {
        failures.note(meta)
        return runMeasured(spanOfRefused(host.table, value, given), async () => meta, outcomeName)
      }
      underWay.enter()
      try {
        const { commandId, correlationId } = meta.right
        const run = (execution: CommandExecution) => appendNoted(host, failures, execution, ready.right)
        const work = () => decide(host, command, meta.right, context, run)
        const executed = await runMeasured({ type: command.type, commandId, correlationId }, work, outcomeName)
        if (isLeft(executed)) return executed
        const receipt = receiptOf(executed.right, commandId)
        return right(isWhole ? receipt : host.redactReceipt(receipt, command, meta.right))
      } finally {
        underWay.leave()
      }
    }

  const executeUnknown = executeWith(false)

  const batchHost: Omit<BatchHost, 'commands'> = {
    underWay,
    decode: (value, given) => decode(host, value, given),
    executionFor: (ready) => executionFor(host, ready),
    // A batch tells only the number of events.
    execute: executeWith(true),
  }

  return {
    executeUnknown,
    // Decisions give the rejections of the domain, and a command that is known by its type has no others.
    execute: executeUnknown as Commands['execute'],
    preview: withWholePreview(previewWith(host, false), previewWith(host, true)),
    batch: (options = {}) => {
      throwIfMalformed(malformedOptions('batch', options, batchOptionKinds))
      return createBatch({ ...batchHost, commands: createCommandBatch(runtime, options.expiresAfter ?? 30_000) })
    },
    lastFailure: failures.last,
  }
}
