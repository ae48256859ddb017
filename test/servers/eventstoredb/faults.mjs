/**
 * The next faults:
 * - `refuse`: UNAVAILABLE, nothing is executed
 * - `cancel`: CANCELLED; a read or subscription after `after` messages
 * - `loseAnswer`: executed, then UNAVAILABLE
 * - `hang`: executed, and never answered
 * - `ignore`: neither executed nor answered
 * - `late`: executed and answered after `milliseconds`
 * - `notLeader`: NOT_FOUND with the trailers that name the leader
 * - `closeCleanly`: of a batch append, the stream of answers ends without one
 * - `freeze`: neither executed nor answered; of a batch append, nothing of its stream is from then on
 * - `deny`: PERMISSION_DENIED
 * The first `skip` calls succeed, then the fault happens `times` times.
 * @typedef {'refuse' | 'cancel' | 'loseAnswer' | 'hang' | 'ignore' | 'late' | 'notLeader' | 'closeCleanly' | 'freeze' | 'deny'} Kind
 * @typedef {{ rpc: 'append' | 'read' | 'subscribe' | 'delete' | 'features' | 'gossip', kind: Kind, skip?: number, times?: number,
 *   after?: number, milliseconds?: number }} Fault
 */

const happens = (fault) => {
  if (fault.skip > 0) {
    fault.skip -= 1
    return false
  }
  fault.times -= 1
  return true
}

/** The fault injection of a server. */
export const faultSwitches = () => {
  let faults = []
  const take = (rpc) => {
    const fault = faults.find((one) => one.rpc === rpc)
    const taken = fault !== undefined && happens(fault) ? fault : null
    faults = faults.filter(({ times }) => times > 0)
    return taken
  }
  return {
    /** @param {Fault} fault */
    add: (fault) => void faults.push({ skip: 0, times: 1, after: 0, milliseconds: 0, ...fault }),
    clear: () => {
      faults = []
    },
    left: () => faults.length,
    take,
  }
}
