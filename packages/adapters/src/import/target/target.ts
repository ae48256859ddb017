import { type Cancelled, type EventStore, isCalendarDate, type StoreFailure } from '@clientele/domain'
import type { ReadableRegister } from '@clientele/projections'
import { type Either, map } from 'fp-ts/lib/Either.js'
import type { Batch } from '../../batch.js'
import type { HostTypes } from '../../host/typed.js'
import type { Outcome } from '../../outcome.js'
import type { Context } from '../../runtime/execution/context.js'
import type { Known } from '../kind.js'
import { sightOf } from './sight.js'

/** What an import needs of a customer register. */
export type ImportTarget = {
  execute(command: unknown, context: Context): Promise<Outcome<unknown, HostTypes>>
  /** Executes commands together; what they change shows once the batch is committed. */
  batch(): Batch
  /** What is there; shows at once what was executed. */
  readonly known: Known
  /** Whether what commands are decided on is worth reading ahead. */
  readonly readsAhead: boolean
  /** Why rows are refused that are about somebody an employee may not see. Nothing is hidden where it is left out. */
  sight?(by: string): NonNullable<Known['hides']>
  /** Whether a command with this id has appended something before. */
  wasGiven(commandId: string): Promise<Either<StoreFailure, boolean>>
  /** Whether an address belongs to a person who was erased: an import does not bring it back. None, where left out. */
  isBlocked?(address: string): Promise<boolean>
  /** A register with the same events that may be thrown away: what a dry run tries itself on. */
  copy?(): Promise<Either<StoreFailure | Cancelled, DisposableTarget>>
}

export type DisposableTarget = ImportTarget & { close(): Promise<void> }

/** What is there, on a day that counts as today; without one, on the day of the register. */
const knownOn = (known: Known, today: string | undefined, hides: Known['hides']): Known => ({
  get tables() {
    return known.tables
  },
  get settings() {
    return known.settings
  },
  today: isCalendarDate(today) ? () => today : known.today,
  hides,
})

type Importing = {
  readonly today?: string | undefined
  readonly by?: string | undefined
  readonly as?: 'employee' | undefined
}

/** The same target where a day counts as today (days behind it are still to come), as who imports may see it. */
export const targetFor = (target: ImportTarget, { today, by, as }: Importing): ImportTarget => ({
  ...target,
  known: knownOn(target.known, today, as === 'employee' ? target.sight?.(by ?? '') : undefined),
})

/** The target that is an open register; without `copy` there is no dry run. */
export const importTarget = (
  crm: Pick<ImportTarget, 'execute' | 'batch' | 'isBlocked'> & {
    readonly store: EventStore
    readonly register: ReadableRegister
  },
  copy?: ImportTarget['copy'],
): ImportTarget => ({
  execute: crm.execute,
  batch: crm.batch,
  ...(crm.isBlocked === undefined ? {} : { isBlocked: crm.isBlocked }),
  known: crm.register,
  sight: (by) => sightOf(crm.register, by),
  readsAhead: crm.store.capabilities.isRemote === true,
  wasGiven: async (commandId) => map((appended) => appended !== null)(await crm.store.appendedBy(commandId)()),
  ...(copy === undefined ? {} : { copy }),
})
