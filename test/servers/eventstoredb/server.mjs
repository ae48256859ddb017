import { appendHandler, batchAppendHandler } from './appending.mjs'
import { cancelled, deleted, denied, notLeader, unavailable, wrongExpectation } from './errors.mjs'
import { faultSwitches } from './faults.mjs'
import { featuresHandler } from './features.mjs'
import { emptyLog } from './log.mjs'
import { deleteResponse, readBytes, readIn, targetIn } from './messages.mjs'
import { grpc, ServerFeaturesService, StreamsService, streams } from './protocol.mjs'
import { answerRead } from './reading.mjs'
import { answerSubscription } from './subscribing.mjs'
import { softDelete, tombstone } from './writing.mjs'

const largestMessage = 17 * 1024 * 1024

const failures = { refuse: unavailable, cancel: cancelled, deny: denied }

const waking = ['drain', 'cancelled', 'error', 'close']

const drained = (call) =>
  new Promise((resolve) => {
    const done = () => {
      for (const event of waking) call.off(event, done)
      resolve()
    }
    for (const event of waking) call.on(event, done)
  })

// Sends one message, waiting while the client reads slowly; false when the call is over.
const senderOf = (server, call, fault) => {
  let left = fault?.kind === 'cancel' ? fault.after : Number.POSITIVE_INFINITY
  return async (message) => {
    if (left === 0) server.fail(call, cancelled())
    if (call.cancelled || !server.isOpen(call)) return false
    left -= 1
    if (!call.write(message)) await drained(call)
    return !call.cancelled && server.isOpen(call)
  }
}

const faultError = (server, fault) => (fault.kind === 'notLeader' ? notLeader(server.port()) : failures[fault.kind]())

const answer = async (server, call, request, fault) => {
  const send = senderOf(server, call, fault)
  if (request.isSubscription) await answerSubscription(server.log, request, call, send)
  else await answerRead(server.log, request, send)
  if (server.closed(call)) call.end()
}

const readHandler = (server) => async (call) => {
  const request = readIn(call.request)
  const fault = server.faults.take(request.isSubscription ? 'subscribe' : 'read')
  server.opened(call)
  call.on('cancelled', () => server.closed(call))
  if (fault?.kind === 'hang') return
  try {
    if (fault !== null && fault.kind !== 'cancel') throw faultError(server, fault)
    await answer(server, call, request, fault)
  } catch (error) {
    server.fail(call, error)
  }
}

const deleteError = ({ kind, actual }, { name, expected }) =>
  kind === 'deleted' ? deleted(name) : wrongExpectation(name, expected, actual)

const deleteHandler = (server, remove, Response) => (call, callback) => {
  const fault = server.faults.take('delete')
  if (fault !== null) return callback(faultError(server, fault))
  const target = targetIn(call.request.getOptions())
  const outcome = remove(server.log, target)
  if (outcome.kind === 'done') callback(null, deleteResponse(Response, outcome))
  else callback(deleteError(outcome, target))
}

const bound = (server, port) =>
  new Promise((resolve, reject) => {
    const credentials = grpc.ServerCredentials.createInsecure()
    server.bindAsync(`127.0.0.1:${port}`, credentials, (error, given) => (error ? reject(error) : resolve(given)))
  })

const service = { ...StreamsService, read: { ...StreamsService.read, responseSerialize: readBytes } }

const listening = async (state) => {
  const server = new grpc.Server({
    'grpc.max_receive_message_length': largestMessage,
    'grpc.max_send_message_length': largestMessage,
  })
  server.addService(service, {
    append: appendHandler(state),
    batchAppend: batchAppendHandler(state),
    read: readHandler(state),
    delete: deleteHandler(state, softDelete, streams.DeleteResp),
    tombstone: deleteHandler(state, tombstone, streams.TombstoneResp),
  })
  server.addService(ServerFeaturesService, { getSupportedMethods: featuresHandler(state) })
  return { server, port: await bound(server, state.port()) }
}

// Every open call, and how to end it.
const openCalls = () => {
  const calls = new Map()
  const closed = (call) => calls.delete(call)
  const fail = (call, error) => {
    const end = calls.get(call)
    if (closed(call)) end(error)
  }
  return {
    opened: (call, callback) => void calls.set(call, callback ?? ((error) => call.emit('error', error))),
    closed,
    fail,
    isOpen: (call) => calls.has(call),
    count: () => calls.size,
    cancelAll: () => {
      for (const call of [...calls.keys()]) fail(call, cancelled())
    },
  }
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 20))

/**
 * A server that speaks the protocol of EventStoreDB, for tests: everything in memory, on this machine only.
 * `stop` ends open calls as the real one does, with CANCELLED; `start` goes on with the same log on the same port.
 */
export const eventStoreDbServer = async ({ port = 0, maxAppendSize = 16 * 1024 * 1024 } = {}) => {
  const calls = openCalls()
  const log = emptyLog()
  const faults = faultSwitches()
  let current = { server: null, port }
  const state = { ...calls, log, faults, limit: maxAppendSize, port: () => current.port }
  const start = async () => {
    current = await listening(state)
  }
  const stop = async () => {
    calls.cancelAll()
    await soon()
    current.server.forceShutdown()
  }
  await start()
  return {
    log,
    faults,
    start,
    stop,
    port: () => current.port,
    openCalls: calls.count,
    connectionString: () => `esdb://127.0.0.1:${current.port}?tls=false`,
    restart: async () => {
      await stop()
      await start()
    },
  }
}
