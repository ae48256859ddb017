import type {
  BulkCommandType,
  Cancelled,
  Command,
  CommandType,
  EventsOf,
  MalformedCommand,
  Rejection,
  RejectionsOfCommand,
  StoreFailure,
} from '@clientele/domain'
import type { Either } from 'fp-ts/lib/Either.js'
import type { Preview } from './runtime/execution/preview.js'
import type { Receipt } from './runtime/execution/receipt.js'
import type { CommandIdReused } from './runtime/execution/retry.js'

/** Why nothing was done for reasons no rule is about: the store's, or the caller's signal. */
export type Failure = StoreFailure | Cancelled | CommandIdReused

// What a bulk command refuses is told beside what it did.
type Refusals<T extends CommandType> = T extends BulkCommandType ? never : RejectionsOfCommand<T>

/**
 * How executing a command ends: with the receipt of its events, or with why it was refused; `left.error` tells the
 * rejections apart. Of a command whose type is known these are the events and rejections that its decision declares:
 * `Outcome<Command>`, or that of one constructor, as in `Outcome<ReturnType<typeof AssignResponsible>>`.
 */
export type Outcome<C = unknown> = C extends Command
  ? Either<Refusals<C['type']> | MalformedCommand | Failure, Receipt<EventsOf<C['type']>>>
  : Either<Rejection | MalformedCommand | Failure, Receipt>

/** How trying a command ends. */
export type PreviewOutcome = Either<Rejection | MalformedCommand | Failure, Preview>
