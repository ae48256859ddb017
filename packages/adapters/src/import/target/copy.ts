import type { Cancelled, EventStore, Instant, StoreFailure, StoreSource } from '@clientele/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Clientele } from '../../clientele.js'
import type { HostTypes } from '../../host/typed.js'
import { copyEvents } from '../../runtime/copy-log.js'
import { memory } from '../../stores/memory/index.js'
import { systemClock } from '../../timing/clock.js'
import { type DisposableTarget, type ImportTarget, importTarget } from './target.js'

/** Copies a register into memory for a dry run, with the same events and recording times. */
export const copyOf = async (
  store: EventStore,
  open: (source: StoreSource) => Promise<Clientele<HostTypes>>,
  isBlocked: NonNullable<ImportTarget['isBlocked']>,
): Promise<Either<StoreFailure | Cancelled, DisposableTarget>> => {
  let now: () => Instant = systemClock
  const source = memory({ clock: () => now(), maxClockSkew: Number.POSITIVE_INFINITY })
  const opened = await source.open()
  if (isLeft(opened)) return opened
  const at = (instant: Instant): void => {
    now = () => instant
  }
  const copied = await copyEvents(store, { store: opened.right, at })
  if (isLeft(copied)) return copied
  now = systemClock
  const crm = await open(source)
  const { executeUnknown: execute, batch, store: copy, register, close } = crm
  return right({ ...importTarget({ execute, batch, isBlocked, store: copy, register }), close })
}
