import {
  type BulkCommandType,
  type Cancelled,
  type Command,
  type CommandType,
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

/** Why nothing was done for reasons no rule is about: the store's, the caller's signal, or something broken of the host's. */
export type Failure = StoreFailure | Cancelled | CommandIdReused | HostFailure

/** Whether a command ended with a failure, not with a rejection. */
export const isFailure = (ended: { readonly error: string }): ended is Failure =>
  isStoreFailure(ended) || isHostFailure(ended) || ended.error === 'Cancelled' || ended.error === 'CommandIdReused'

// What a bulk command refuses is told beside what it did.
type Refusals<T extends CommandType> = T extends BulkCommandType ? never : RejectionsOfCommand<T>

/**
 * How executing a command ends: with the receipt of its events, or with why it was refused; `left.error` tells the
 * rejections apart. Of a command whose type is known these are the events and rejections that its decision declares:
 * `Outcome<Command>`, or that of one constructor, as in `Outcome<ReturnType<typeof AssignResponsible>>`. Of any other it
 * may be every rejection there is. `H` is what the host adds: its guards may refuse every command, a decision its own.
 */
export type Outcome<C = unknown, H extends HostTypes = NoHost> = C extends Command
  ? Either<Refusals<C['type']> | H['guardRejection'] | MalformedCommand | Failure, Receipt<EventsOf<C['type']>>>
  : Either<DomainRejection | RejectionOfHost<H> | MalformedCommand | Failure, Receipt>

/** How executing a command of the host ends: `T` is its type. */
export type HostOutcome<H extends HostTypes, T extends string = string> = Either<
  DomainRejection | RejectionOfOwn<H, T> | MalformedCommand | Failure,
  Receipt
>

/** How trying a command ends. */
export type PreviewOutcome<H extends HostTypes = NoHost> = Either<
  DomainRejection | RejectionOfHost<H> | MalformedCommand | Failure,
  Preview
>
