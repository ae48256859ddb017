import { type Cancelled, type EventStore, isCalendarDate, type StoreFailure } from '@clientele/domain'
import type { ReadableRegister } from '@clientele/projections'
import { type Either, map } from 'fp-ts/lib/Either.js'
import type { Batch } from '../../batch.js'
import type { HostTypes } from '../../host/typed.js'
import type { Outcome } from '../../outcome.js'
import type { Context } from '../../runtime/execution/context.js'
import type { Known } from '../kind.js'
import { createSight } from './sight.js'

/** The parts of a customer register that an import uses. */
export type ImportTarget = {
  execute(command: unknown, context: Context): Promise<Outcome<unknown, HostTypes>>
  /** Creates a batch for commands; `known` shows their changes after the commit. */
  batch(): Batch
  /** The state of the register; shows executed commands at once. */
  readonly known: Known
  /** Whether every read and append costs a round trip. */
  readonly isRemote: boolean
  /** Creates the check that refuses rows about subjects that an employee may not see. If missing, nothing is hidden. */
  sight?(by: string): NonNullable<Known['hides']>
  /** Whether a command with this id has appended events before. */
  wasGiven(commandId: string): Promise<Either<StoreFailure, boolean>>
  /** Whether an address belongs to an erased person, so that it must not be imported. If missing, none does. */
  isBlocked?(address: string): Promise<boolean>
  /** Whether the register is closed. If missing, it is open. */
  isClosed?(): boolean
  /** Creates a disposable copy of the register for a dry run. */
  copy?(): Promise<Either<StoreFailure | Cancelled, DisposableTarget>>
}

export type DisposableTarget = ImportTarget & { close(): Promise<void> }

/** The state of the register with another `today`, if one is given. */
const knownWith = (known: Known, today: string | undefined, hides: Known['hides']): Known => ({
  get tables() {
    return known.tables
  },
  get settings() {
    return known.settings
  },
  today: isCalendarDate(today) ? () => today : known.today,
  hides,
})

type ImportActor = {
  readonly today?: string | undefined
  readonly by?: string | undefined
  readonly as?: 'employee' | undefined
}

/** The target with the import's `today`, restricted to what the importing employee may see. */
export const targetFor = (target: ImportTarget, { today, by, as }: ImportActor): ImportTarget => ({
  ...target,
  known: knownWith(target.known, today, as === 'employee' ? target.sight?.(by ?? '') : undefined),
})

/** Creates the import target of an open register; without `copy` there is no dry run. */
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
  sight: (by) => createSight(crm.register, by),
  isRemote: crm.store.capabilities.isRemote === true,
  wasGiven: async (commandId) => map((appended) => appended !== null)(await crm.store.appendedBy(commandId)()),
  ...(copy === undefined ? {} : { copy }),
})
