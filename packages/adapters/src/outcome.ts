import type { Cancelled, DomainRejection, MalformedCommand, Rejection, StoreFailure } from '@clientele/domain'
import type { Either } from 'fp-ts/lib/Either.js'
import type { Preview } from './runtime/execution/preview.js'
import type { Receipt } from './runtime/execution/receipt.js'
import type { CommandIdReused } from './runtime/execution/retry.js'

/** Why nothing was done for reasons no rule is about: the store's, or the caller's signal. */
export type Failure = StoreFailure | Cancelled | CommandIdReused

/** How executing a command ends. */
export type Outcome = Either<Rejection | MalformedCommand | Failure, Receipt>

/** How executing a command ends whose type is known: `left.error` tells the rejections and failures apart. */
export type CommandOutcome = Either<DomainRejection | MalformedCommand | Failure, Receipt>

/** How trying a command ends. */
export type PreviewOutcome = Either<Rejection | MalformedCommand | Failure, Preview>
