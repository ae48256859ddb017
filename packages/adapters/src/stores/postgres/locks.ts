import type { Session } from './connections/session.js'

/** Limits how long the current transaction waits for locks; `patience` is in milliseconds. */
export const limitLockWait = async (session: Session, patience: number): Promise<void> => {
  await session.query(`select set_config('lock_timeout', $1, true)`, [`${Math.max(1, Math.ceil(patience))}ms`])
}
