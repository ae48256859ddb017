/**
 * What goes wrong next:
 * - `refuse`: UNAVAILABLE, nothing is done
 * - `cancel`: CANCELLED; of a read or subscription after `after` messages
 * - `loseAnswer`: done, then UNAVAILABLE
 * - `hang`: done, and never answered
 * - `ignore`: neither done nor answered
 * - `late`: done and answered after `milliseconds`
 * - `notLeader`: NOT_FOUND with the trailers that name the leader
 * - `closeCleanly`: of a batch append, the stream of answers ends without one
 * - `deny`: PERMISSION_DENIED
 * `skip` calls go well before, then it happens `times` times.
 * @typedef {'refuse' | 'cancel' | 'loseAnswer' | 'hang' | 'ignore' | 'late' | 'notLeader' | 'closeCleanly' | 'deny'} Kind
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

/** The switches of a server. */
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
