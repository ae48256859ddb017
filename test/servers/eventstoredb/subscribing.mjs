import { randomUUID } from 'node:crypto'
import { deleted, invalid } from './errors.mjs'
import { caughtUpResponse, checkpointResponse, confirmationResponse } from './read-messages.mjs'
import { indexAt, responseTo, visibleIn } from './reading.mjs'

// A live subscription that is further behind than this catches up again.
const liveBuffer = 32

// The index of the first event to send: start positions are exclusive.
const startOf = (log, { name, from }) => {
  if (from === 'start') return 0
  if (from === 'end') return log.events.length
  if (name !== null) return indexAfter(log, name, from)
  const index = indexAt(log, from)
  if (index < 0) throw invalid('Trying to read from an invalid position.')
  return index + 1
}

const indexAfter = (log, name, revision) => {
  const next = log.streams.get(name)?.events[Number(revision) + 1]
  return next?.index ?? log.events.length
}

const admits = (log, { name, filter }) => {
  if (name === null) return (event) => filter === null || filter.admits(event)
  const isVisible = visibleIn(log, name)
  return (event) => event.stream === name && (event.type === '$streamDeleted' || isVisible(event))
}

const changed = (log, call) =>
  new Promise((resolve) => {
    const done = () => {
      log.listeners.delete(done)
      call.off('cancelled', done)
      resolve()
    }
    log.listeners.add(done)
    call.on('cancelled', done)
  })

/** Answers a subscription until the call ends: a confirmation, the existing events, caught up, then new events. */
export const answerSubscription = async ({ log, version }, request, call, send) => {
  const start = startOf(log, request)
  await send(confirmationResponse(randomUUID()))
  const state = { index: start, last: log.events[start - 1], considered: 0, isLive: false }
  const checkpointAtEnd = ({ index }) =>
    version.hasCheckpointAtEnd && request.filter !== null ? log.events[index - 1] : undefined
  while (!call.cancelled) {
    findAgain(log, state)
    if (log.events.length - state.index > liveBuffer) state.isLive = false
    if (!(await passOn(log, request, state, send))) return
    if (!state.isLive && !(await goLive(state, checkpointAtEnd(state), send))) return
    if (state.index >= log.events.length) await changed(log, call)
  }
}

// A log that was scavenged or restored is shorter: the subscription continues after its last position.
const findAgain = (log, state) => {
  if (log.events[state.index - 1] === state.last) return
  const { position } = state.last
  state.index = log.events.findLastIndex((event) => event.position <= position) + 1
  state.last = log.events[state.index - 1]
}

const goLive = async (state, checkpoint, send) => {
  state.isLive = true
  if (checkpoint !== undefined && !(await send(checkpointResponse(checkpoint.position)))) return false
  return send(caughtUpResponse())
}

const passOn = async (log, request, state, send) => {
  const isAdmitted = admits(log, request)
  for (findAgain(log, state); state.index < log.events.length; findAgain(log, state)) {
    const event = log.events[state.index]
    state.index += 1
    state.last = event
    if (isAdmitted(event) && !(await send(responseTo(log, request, event)))) return false
    if (request.name === event.stream && event.type === '$streamDeleted') throw deleted(request.name)
    if (!(await checkpoint(request, state, event, send))) return false
  }
  return true
}

const checkpoint = async ({ filter }, state, event, send) => {
  if (filter === null) return true
  state.considered += 1
  return state.considered % filter.interval === 0 ? send(checkpointResponse(event.position)) : true
}
