import type { MalformedCommand, Rejection } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { HostTypes } from './host/typed.js'
import { refuseOption } from './options.js'
import type { Failure, Outcome } from './outcome.js'
import type { CommandBatch } from './runtime/batching/command-batch.js'
import type { CommandContext, Context } from './runtime/execution/context.js'
import type { DecodedCommand } from './runtime/execution/decode-command.js'
import type { CommandExecution } from './runtime/execution/executor.js'
import type { RunningCalls } from './runtime/running-calls.js'
import { countCommand } from './runtime/telemetry.js'
import { createLimit } from './timing/limit.js'

/** `expiresAfter`: after how long without a call the pending events of a batch are dropped, in milliseconds (30,000). */
export type BatchOptions = { readonly expiresAfter?: number | undefined }

/** The number of events that a command of a batch appends, or its refusal. */
export type BatchedOutcome = Either<Rejection | MalformedCommand | Failure, number>

/**
 * Commands that are decided one after another, each on the result of those before it, and appended together. Execute one
 * at a time; the views show them after the commit. `ConcurrencyConflict` from `execute` or `commit` means that another
 * command changed what a decision was based on: like every `Failure` it drops the pending events; execute the commands
 * again, in another batch or by `crm.execute`. A commit changes many streams: on EventStoreDB and KurrentDB readers may see
 * only some of the changes for a moment. Pending events that are neither committed nor discarded are dropped after
 * `expiresAfter`; the next call then fails with a conflict.
 */
export type Batch = {
  /**
   * Reads the states for several commands concurrently, while `execute` reads for one after another: saves round trips to
   * remote stores. Executes nothing and returns nothing.
   */
  prepare(commands: readonly unknown[], context?: Context): Promise<void>
  /**
   * Decides a command, unless its `signal` is aborted (`Cancelled`). The result is valid once `commit` succeeds. Pending
   * events that a command depends on through the log are committed first; bulk commands are executed separately. A retry
   * with the `commandId` of an executed command appends nothing and returns the number of events of then; another command
   * with that id is refused (`CommandIdReused`), which drops no pending events.
   */
  execute(command: unknown, context?: CommandContext): Promise<BatchedOutcome>
  /** Appends the pending events. The batch can be used again afterwards. */
  commit(): Promise<Either<Failure, void>>
  /** Drops the pending events and releases their streams, for which other commands wait. */
  discard(): void
  /** The number of commits. */
  commits(): number
}

/** What a batch needs of its register. */
export type BatchHost = {
  readonly commands: CommandBatch
  readonly underWay: RunningCalls
  readonly decode: (command: unknown, context: CommandContext) => Either<MalformedCommand | Failure, DecodedCommand>
  /** The execution of a command that is decided as a whole; `null` for a bulk command. */
  readonly executionFor: (ready: DecodedCommand) => Either<Failure, CommandExecution | null>
  readonly execute: (command: unknown, context: CommandContext) => Promise<Outcome<unknown, HostTypes>>
}

const whileRunning = async <A>({ underWay }: BatchHost, work: () => Promise<A>): Promise<A> => {
  underWay.enter()
  try {
    return await work()
  } finally {
    underWay.leave()
  }
}

/** Creates an empty batch. Concurrent calls run one after another. */
export const createBatch = (host: BatchHost): Batch => {
  const { commands } = host
  const inOrder = createLimit(1)
  const commit = (): Promise<Either<Failure, void>> => whileRunning(host, commands.commit)

  const executeAlone = async (command: unknown, context: CommandContext): Promise<BatchedOutcome> => {
    const committed = await commit()
    if (isLeft(committed)) return committed
    const outcome = await host.execute(command, context)
    return isLeft(outcome) ? outcome : right(outcome.right.events.length)
  }

  const decide = async (execution: CommandExecution): Promise<BatchedOutcome> => {
    const decided = await whileRunning(host, () => commands.decide(execution))
    countCommand(execution.decision.command.type, isLeft(decided) ? decided.left.error : 'accepted')
    return decided
  }

  const executionsOf = (command: unknown, context: Context): readonly CommandExecution[] => {
    const ready = host.decode(command, context)
    const execution = isLeft(ready) ? ready : host.executionFor(ready.right)
    return isLeft(execution) || execution.right === null ? [] : [execution.right]
  }

  return {
    prepare: async (given, context = {}) => {
      if (!Array.isArray(given)) return refuseOption('batch.prepare', '`commands` is a list.')
      const executions = given.flatMap((command) => executionsOf(command, context))
      return whileRunning(host, () => commands.prepare(executions))
    },
    execute: async (command, context = {}) => {
      const ready = host.decode(command, context)
      if (isLeft(ready)) return left(ready.left)
      const execution = host.executionFor(ready.right)
      if (isLeft(execution)) return execution
      const { right: whole } = execution
      return inOrder(() => (whole === null ? executeAlone(command, context) : decide(whole)))
    },
    commit: () => inOrder(commit),
    discard: commands.discard,
    commits: commands.commits,
  }
}
