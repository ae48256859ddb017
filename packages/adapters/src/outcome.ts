import {
  type BulkCommandType,
  type Cancelled,
  type Command,
  type CommandType,
  type DomainEvent,
  type DomainRejection,
  type EventsOf,
  type HostFailure,
  isHostFailure,
  isStoreFailure,
  type MalformedCommand,
  type RejectionsOfCommand,
  type StoreFailure,
} from '@clientele/domain'
import type { Either } from 'fp-ts/lib/Either.js'
import type { HostTypes, NoHost, RejectionOfHost, RejectionOfOwn } from './host/typed.js'
import type { Preview } from './runtime/execution/preview.js'
import type { Receipt } from './runtime/execution/receipt.js'
import type { CommandIdReused } from './runtime/execution/retry.js'

/** Technical reasons why nothing was done: of the store, the caller's signal, or broken host code. */
export type Failure = StoreFailure | Cancelled | CommandIdReused | HostFailure

/** Whether a command ended with a failure, not with a rejection. */
export const isFailure = (ended: { readonly error: string }): ended is Failure =>
  isStoreFailure(ended) || isHostFailure(ended) || ended.error === 'Cancelled' || ended.error === 'CommandIdReused'

// Refused parts of a bulk command are in its receipt.
type Refusals<T extends CommandType> = T extends BulkCommandType ? never : RejectionsOfCommand<T>

/**
 * The result of a command: the receipt of its events, or why it was refused; `left.error` discriminates the rejections. For
 * a known command type these are the events and rejections that its decision declares: `Outcome<Command>`, or of one
 * constructor, `Outcome<ReturnType<typeof AssignResponsible>>`; for several, those of all. For other commands it may be any
 * rejection. `H` are the host's types: its guards may refuse every command, its decisions their own.
 */
export type Outcome<C = unknown, H extends HostTypes = NoHost> = [C] extends [Command]
  ? Either<Refusals<C['type']> | H['guardRejection'] | MalformedCommand | Failure, Receipt<EventsOf<C['type']>>>
  : Either<DomainRejection | RejectionOfHost<H> | MalformedCommand | Failure, Receipt<DomainEvent | H['event']>>

/** The result of a command of the host; `T` is its type. Its events are the host's, and those of an invoked command. */
export type HostOutcome<H extends HostTypes, T extends string = string> = Either<
  DomainRejection | RejectionOfOwn<H, T> | MalformedCommand | Failure,
  Receipt<DomainEvent | H['event']>
>

/** The result of previewing a command. */
export type PreviewOutcome<H extends HostTypes = NoHost> = Either<
  DomainRejection | RejectionOfHost<H> | MalformedCommand | Failure,
  Preview
>
