import { cancelled, denied, notLeader, unavailable } from './errors.mjs'

const before = { refuse: unavailable, cancel: cancelled, deny: denied }
const never = new Set(['ignore', 'hang'])

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Executes an append at its turn, with the injected faults. Returns an `outcome`, an `error`, or null for no answer.
 * Appends that wait while the server ends are not executed.
 */
export const attempt = async ({ faults, port, pace, turn, run }, append) => {
  const begun = run()
  await turn()
  const fault = faults.take('append')
  if (fault?.kind === 'freeze') return { isFrozen: true }
  if (fault?.kind === 'notLeader') return { error: notLeader(port()) }
  if (fault !== null && fault.kind in before) return { error: before[fault.kind]() }
  if (fault?.kind === 'late') await pause(fault.milliseconds)
  await pace.append()
  if (run() !== begun) return null
  const outcome = fault?.kind === 'ignore' ? null : append()
  if (fault?.kind === 'loseAnswer') return { error: unavailable() }
  return never.has(fault?.kind) ? null : { outcome, isCleanEnd: fault?.kind === 'closeCleanly' }
}
