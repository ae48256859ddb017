import type { Session } from './connections/session.js'

/** Limits how long the transaction that has begun waits for locks of others, in milliseconds. */
export const limitLocks = async (session: Session, patience: number): Promise<void> => {
  await session.query(`select set_config('lock_timeout', $1, true)`, [`${Math.max(1, Math.ceil(patience))}ms`])
}
