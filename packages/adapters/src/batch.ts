import type { MalformedCommand, Rejection } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import pLimit from 'p-limit'
import type { HostTypes } from './host/typed.js'
import type { Failure, Outcome } from './outcome.js'
import type { CommandBatch } from './runtime/batching/command-batch.js'
import type { Context } from './runtime/execution/context.js'
import type { DecodedCommand } from './runtime/execution/decode-command.js'
import type { CommandExecution } from './runtime/execution/executor.js'
import type { RunningCalls } from './runtime/running-calls.js'
import { countCommand } from './runtime/telemetry.js'

/** `expiresAfter`: how long a batch may lie without a call while something is pending, in milliseconds (30,000). */
export type BatchOptions = { readonly expiresAfter?: number | undefined }

/** How many events a command of a batch appends, or why it is refused. */
export type BatchedOutcome = Either<Rejection | MalformedCommand | Failure, number>

/**
 * Commands that are decided one after another, each on what those before it lead to, and appended together. Give one at a
 * time; the views show them once they are committed. `ConcurrencyConflict` from `execute` or `commit` says that somebody
 * else changed what a command was decided on: like every `Failure` it drops what is pending, to be executed again, in
 * another batch or by `crm.execute`. Many streams change at once: on EventStoreDB and KurrentDB others may see a part of
 * them for a moment. What is neither committed nor dropped is dropped after a while (`expiresAfter`), which the next call
 * tells as a conflict.
 */
export type Batch = {
  /**
   * Reads at the same time what commands will be decided on, where `execute` reads for one after another: saves waiting
   * on stores that are servers. Executes nothing and answers nothing.
   */
  prepare(commands: readonly unknown[], context?: Context): Promise<void>
  /**
   * Decides a command. The answer holds once `commit` has succeeded. What must be in the log before a command can be
   * decided is committed first: bulk commands are executed on their own.
   */
  execute(command: unknown, context?: Context): Promise<BatchedOutcome>
  /** Appends what is pending. A batch can be used again afterwards. */
  commit(): Promise<Either<Failure, void>>
  /** Drops what is pending, for whose streams others wait. */
  discard(): void
  /** How often something was committed. */
  commits(): number
}

/** What a batch needs of the register it belongs to. */
export type BatchHost = {
  readonly commands: CommandBatch
  readonly underWay: RunningCalls
  readonly readyFor: (command: unknown, context: Context) => Either<MalformedCommand | Failure, DecodedCommand>
  /** The execution of a command that is decided in one piece; `null` for a bulk command. */
  readonly executionFor: (ready: DecodedCommand) => CommandExecution | null
  readonly execute: (command: unknown, context: Context) => Promise<Outcome<unknown, HostTypes>>
}

const whileUnderWay = async <A>({ underWay }: BatchHost, work: () => Promise<A>): Promise<A> => {
  underWay.enter()
  try {
    return await work()
  } finally {
    underWay.leave()
  }
}

/** A batch with nothing in it. Calls made at the same time are carried out one after another. */
export const createBatch = (host: BatchHost): Batch => {
  const { commands } = host
  const inOrder = pLimit(1)
  const commit = (): Promise<Either<Failure, void>> => whileUnderWay(host, commands.commit)

  const executeAlone = async (command: unknown, context: Context): Promise<BatchedOutcome> => {
    const committed = await commit()
    if (isLeft(committed)) return committed
    const outcome = await host.execute(command, context)
    return isLeft(outcome) ? outcome : right(outcome.right.events.length)
  }

  const decide = async (execution: CommandExecution): Promise<BatchedOutcome> => {
    const decided = await whileUnderWay(host, () => commands.decide(execution))
    countCommand(execution.decision.command.type, isLeft(decided) ? decided.left.error : 'accepted')
    return decided
  }

  const executionOf = (command: unknown, context: Context): readonly CommandExecution[] => {
    const ready = host.readyFor(command, context)
    const execution = isLeft(ready) ? null : host.executionFor(ready.right)
    return execution === null ? [] : [execution]
  }

  return {
    prepare: (commands, context = {}) =>
      whileUnderWay(host, () => host.commands.prepare(commands.flatMap((command) => executionOf(command, context)))),
    execute: async (command, context = {}) => {
      const ready = host.readyFor(command, context)
      if (isLeft(ready)) return left(ready.left)
      const execution = host.executionFor(ready.right)
      return inOrder(() => (execution === null ? executeAlone(command, context) : decide(execution)))
    },
    commit: () => inOrder(commit),
    discard: commands.discard,
    commits: commands.commits,
  }
}
