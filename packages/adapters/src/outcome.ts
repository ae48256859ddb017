import {
  type Cancelled,
  type DomainRejection,
  type HostFailure,
  isHostFailure,
  isStoreFailure,
  type MalformedCommand,
  type Rejection,
  type StoreFailure,
} from '@clientele/domain'
import type { Either } from 'fp-ts/lib/Either.js'
import type { Preview } from './runtime/execution/preview.js'
import type { Receipt } from './runtime/execution/receipt.js'
import type { CommandIdReused } from './runtime/execution/retry.js'

/** Why nothing was done for reasons no rule is about: the store's, the caller's signal, or something broken of the host's. */
export type Failure = StoreFailure | Cancelled | CommandIdReused | HostFailure

/** Whether a command ended with a failure, not with a rejection. */
export const isFailure = (ended: { readonly error: string }): ended is Failure =>
  isStoreFailure(ended) || isHostFailure(ended) || ended.error === 'Cancelled' || ended.error === 'CommandIdReused'

/** How executing a command ends. */
export type Outcome = Either<Rejection | MalformedCommand | Failure, Receipt>

/** How executing a command ends whose type is known: `left.error` tells the rejections and failures apart. */
export type CommandOutcome<R extends Rejection = never> = Either<
  DomainRejection | R | MalformedCommand | Failure,
  Receipt
>

/** How trying a command ends. */
export type PreviewOutcome = Either<Rejection | MalformedCommand | Failure, Preview>
