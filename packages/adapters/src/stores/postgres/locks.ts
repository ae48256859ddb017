import type { Session } from './connections/session.js'

/** A schema by its unquoted name, and how long to wait for locks in it, in milliseconds. */
export type Place = { readonly schema: string; readonly patience: number }

/** Limits how long the current transaction waits for locks; `patience` is in milliseconds. */
export const limitLockWait = async (session: Session, patience: number): Promise<void> => {
  await session.query(`select set_config('lock_timeout', $1, true)`, [`${Math.max(1, Math.ceil(patience))}ms`])
}

/** What the locks of a schema protect, by number; 0 is the lock of the log, which the function `append` takes. */
const numbers = { events: 1, hostTables: 2, keys: 3, checkpoints: 4, snapshots: 5 } as const

/** The purpose of a lock. */
export type Purpose = keyof typeof numbers

/**
 * Takes an advisory lock until the transaction ends, also by the death of this process. Several may hold a `shared`
 * lock at once, but not beside one that is not shared.
 */
export const lockUntilEnd = async (
  session: Session,
  { schema, patience }: Place,
  { purpose, shared = false }: { readonly purpose: Purpose; readonly shared?: boolean },
): Promise<void> => {
  await limitLockWait(session, patience)
  const take = shared ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock'
  await session.query(`select ${take}(hashtextextended($1, ${numbers[purpose]}))`, [`clientele ${schema}`])
}
