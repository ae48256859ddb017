import { randomUUID } from 'node:crypto'
import { unavailable } from './errors.mjs'
import { gossip, shared } from './protocol.mjs'

const endpoint = (port) => {
  const message = new gossip.EndPoint()
  message.setAddress('127.0.0.1')
  message.setPort(port)
  return message
}

const idOf = (text) => {
  const message = new shared.UUID()
  message.setString(text)
  return message
}

const leader = (port) => {
  const message = new gossip.MemberInfo()
  message.setInstanceId(idOf(randomUUID()))
  message.setTimeStamp(String(Date.now()))
  message.setState(gossip.MemberInfo.VNodeState.LEADER)
  message.setIsAlive(true)
  message.setHttpEndPoint(endpoint(port))
  return message
}

const cluster = (port) => {
  const message = new gossip.ClusterInfo()
  message.setMembersList([leader(port)])
  return message
}

/** `Gossip/Read`: a cluster of only this server. */
export const gossipHandler =
  ({ faults, port }) =>
  (_call, callback) => {
    const fault = faults.take('gossip')
    const answer = () => callback(null, cluster(port()))
    if (fault === null) answer()
    else if (fault.kind === 'late') setTimeout(answer, fault.milliseconds)
    else if (fault.kind !== 'hang') callback(unavailable())
  }
