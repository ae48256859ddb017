import { cancelled, denied, notLeader, unavailable } from './errors.mjs'

const before = { refuse: unavailable, cancel: cancelled, deny: denied }
const never = new Set(['ignore', 'hang'])

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Does an append as the switches say. Gives an `outcome`, an `error`, or null: there is no answer.
 */
export const attempt = async ({ faults, port, pace }, append) => {
  const fault = faults.take('append')
  if (fault?.kind === 'notLeader') return { error: notLeader(port()) }
  if (fault !== null && fault.kind in before) return { error: before[fault.kind]() }
  if (fault?.kind === 'late') await pause(fault.milliseconds)
  await pace.append()
  const outcome = fault?.kind === 'ignore' ? null : append()
  if (fault?.kind === 'loseAnswer') return { error: unavailable() }
  return never.has(fault?.kind) ? null : { outcome, isCleanEnd: fault?.kind === 'closeCleanly' }
}
