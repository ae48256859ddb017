import { cancelled, denied, notLeader, unavailable } from './errors.mjs'

const before = { refuse: unavailable, cancel: cancelled, deny: denied }
const never = new Set(['ignore', 'hang'])

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Does an append as the switches say, when it is its turn. Gives an `outcome`, an `error`, or null: there is no answer.
 * What waits while the server ends is not done.
 */
export const attempt = async ({ faults, port, pace, turn, run }, append) => {
  const begun = run()
  await turn()
  const fault = faults.take('append')
  if (fault?.kind === 'notLeader') return { error: notLeader(port()) }
  if (fault !== null && fault.kind in before) return { error: before[fault.kind]() }
  if (fault?.kind === 'late') await pause(fault.milliseconds)
  await pace.append()
  if (run() !== begun) return null
  const outcome = fault?.kind === 'ignore' ? null : append()
  if (fault?.kind === 'loseAnswer') return { error: unavailable() }
  return never.has(fault?.kind) ? null : { outcome, isCleanEnd: fault?.kind === 'closeCleanly' }
}
