import type { Command, CommandOf, CommandType, Message } from '@clientele/domain'
import type { HostTypes, NoHost } from './host/typed.js'
import type { HostOutcome, Outcome } from './outcome.js'
import type { BulkOptions } from './runtime/execution/bulk.js'
import type { Context } from './runtime/execution/context.js'

// Of a union of types, a union of commands: each has the outcome of its own.
type Each<T extends CommandType> = T extends CommandType ? CommandOf<T> : never

type OfOurs<H extends HostTypes> = {
  /**
   * Decides a command and appends its events. `by` is the acting employee, with that employee's current rights; without it
   * your service acts as itself. Resolves with a receipt (`Right`) or the reason why nothing was done (`Left`:
   * `left.error`); never throws for what a caller can cause.
   */
  execute<T extends CommandType>(command: CommandOf<T>, context?: Context & BulkOptions): Promise<Outcome<Each<T>, H>>
  /** `crm.execute` as a `TaskEither`: it starts when it is called. */
  later<T extends CommandType>(
    command: CommandOf<T>,
    context?: Context & BulkOptions,
  ): () => Promise<Outcome<Each<T>, H>>
}

type OfHosts<H extends HostTypes> = {
  /** Decides a command of yours like one of the register; it is refused with the rejections of its decision and your guards. */
  execute<C extends H['command']>(command: C, context?: Context & BulkOptions): Promise<HostOutcome<H, C['type']>>
  /** `crm.execute` of a command of yours as a `TaskEither`: it starts when it is called. */
  later<C extends H['command']>(command: C, context?: Context & BulkOptions): () => Promise<HostOutcome<H, C['type']>>
}

// Of a union of commands of the register and of the host.
type OutcomeOfEither<H extends HostTypes, C extends Message> =
  | Outcome<Extract<C, Command>, H>
  | HostOutcome<H, Extract<C, H['command']>['type']>

type OfEither<H extends HostTypes> = {
  /** Decides a command that may be one of the register or one of yours. */
  execute<C extends Command | H['command']>(command: C, context?: Context & BulkOptions): Promise<OutcomeOfEither<H, C>>
  /** `crm.execute` of such a command as a `TaskEither`: it starts when it is called. */
  later<C extends Command | H['command']>(
    command: C,
    context?: Context & BulkOptions,
  ): () => Promise<OutcomeOfEither<H, C>>
}

type Taking<H extends HostTypes, How extends keyof OfOurs<H>> = [H['command']] extends [never]
  ? OfOurs<H>[How]
  : OfOurs<H>[How] & OfEither<H>[How] & OfHosts<H>[How]

/** Executes commands of the register, and of the host if it has some. */
export type Execute<H extends HostTypes = NoHost> = Taking<H, 'execute'>

/** `Execute` as `TaskEither` values. */
export type ExecuteLater<H extends HostTypes = NoHost> = Taking<H, 'later'>
