import { appendHandler, batchAppendHandler } from './appending.mjs'
import { openCalls } from './calls.mjs'
import { cancelled, deleted, denied, notLeader, unavailable, wrongExpectation } from './errors.mjs'
import { faultSwitches } from './faults.mjs'
import { featuresHandler } from './features.mjs'
import { gossipHandler } from './gossip.mjs'
import { startListening } from './listening.mjs'
import { newLog, restoreTo } from './log.mjs'
import { deleteResponse, targetIn } from './messages.mjs'
import { createPace } from './pace.mjs'
import { GossipService, RecordsService, ServerFeaturesService, StreamsService, streams } from './protocol.mjs'
import { readBytes, readIn } from './read-messages.mjs'
import { answerRead } from './reading.mjs'
import { recordsHandler } from './records.mjs'
import { scavenge } from './scavenging.mjs'
import { answerSubscription } from './subscribing.mjs'
import { turnsOf } from './turns.mjs'
import { usualVersion, versionNamed } from './versions.mjs'
import { softDelete, tombstone } from './writing.mjs'

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

// Sends one message, waiting while the client reads slowly; returns false when the call has ended.
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
  if (request.isSubscription) await answerSubscription(server, request, call, send)
  else await answerRead(server, request, send)
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

const streamsService = { ...StreamsService, read: { ...StreamsService.read, responseSerialize: readBytes } }

const recordsServices = (state) =>
  state.version.takesRecords ? [{ definition: RecordsService, handlers: { appendRecords: recordsHandler(state) } }] : []

const servicesOf = (state) => [
  {
    definition: streamsService,
    handlers: {
      append: appendHandler(state),
      batchAppend: batchAppendHandler(state),
      read: readHandler(state),
      delete: deleteHandler(state, softDelete, streams.DeleteResp),
      tombstone: deleteHandler(state, tombstone, streams.TombstoneResp),
    },
  },
  ...recordsServices(state),
  { definition: GossipService, handlers: { read: gossipHandler(state) }, open: true },
  { definition: ServerFeaturesService, handlers: { getSupportedMethods: featuresHandler(state) }, open: true },
]

const soon = () => new Promise((resolve) => setTimeout(resolve, 20))

const userOf = (password) => (password === null ? '' : `admin:${encodeURIComponent(password)}@`)

const addressOf = (port, { tls, password }) =>
  tls === null ? `esdb://127.0.0.1:${port}?tls=false` : `esdb://${userOf(password)}localhost:${port}?tls=true`

const standard = { port: 0, version: usualVersion, tls: null, password: 'changeit', costs: null, reorders: null }

const mannersOf = ({ version: name, maxAppendSize, costs, reorders }) => {
  const version = versionNamed(name)
  return {
    version: { ...version, maxAppendSize: maxAppendSize ?? version.maxAppendSize },
    pace: createPace(costs),
    turn: turnsOf(reorders),
  }
}

/**
 * A server that speaks the protocol of EventStoreDB, for tests: in memory, on this machine only. `stop` ends open calls
 * like a shutdown of the real server: reads and subscriptions with CANCELLED, appends with UNAVAILABLE; `kill` breaks
 * all connections; `start` continues with the same log on the same port.
 */
export const eventStoreDbServer = async (options = {}) => {
  const { port, tls, password, ...given } = { ...standard, ...options }
  const calls = openCalls()
  const log = newLog()
  const faults = faultSwitches()
  let current = { port, end: null, breakOff: null }
  let runs = 0
  const state = { ...calls, log, faults, ...mannersOf(given), port: () => current.port, run: () => runs }
  const start = async () => {
    current = await startListening(servicesOf(state), { port: current.port, tls, password })
  }
  const stop = async () => {
    runs += 1
    calls.endAll()
    await soon()
    current.end()
  }
  const kill = async () => {
    runs += 1
    calls.forgetAll()
    current.breakOff()
    await soon()
  }
  await start()
  return {
    log,
    faults,
    start,
    stop,
    kill,
    port: () => current.port,
    openCalls: calls.count,
    scavenge: () => scavenge(log),
    connectionString: () => addressOf(current.port, { tls, password }),
    restart: async () => {
      await stop()
      await start()
    },
    putBack: async (count) => {
      await stop()
      restoreTo(log, count)
      await start()
    },
  }
}
