import { attempt } from './attempt.mjs'
import { deleted, tooLarge, unavailable } from './errors.mjs'
import { appendResponse, batchResponse, batchTargetIn, proposedIn, targetIn } from './messages.mjs'
import { append } from './writing.mjs'

const done = ({ log, version }, target, events) => append(log, { ...target, events }, version)

const batchDone = (server, target, events) =>
  Date.now() > target.deadline ? { kind: 'late' } : done(server, target, events)

const unaryError = ({ kind, limit }, { name }) => (kind === 'deleted' ? deleted(name) : tooLarge(limit))

// A broken connection ends a stream like a client that is done; only a turn later the call is known to be cancelled.
const isWhole = async (call) => {
  await new Promise(setImmediate)
  return !call.cancelled
}

/** `Streams/Append`: options first, then one event per message. */
export const appendHandler = (server) => (call, callback) => {
  const events = []
  let target
  server.opened(call, callback, unavailable)
  call.on('data', (request) => {
    if (request.hasOptions()) target = targetIn(request.getOptions())
    else events.push(proposedIn(request.getProposedMessage()))
  })
  call.on('end', async () => {
    if (!(await isWhole(call))) return server.closed(call)
    const answer = await attempt(server, () => done(server, target, events))
    if (answer === null || answer.isFrozen || !server.closed(call)) return
    if (answer.error !== undefined) callback(answer.error)
    else if (answer.outcome.kind === 'done' || answer.outcome.kind === 'wrong')
      callback(null, appendResponse(answer.outcome, target.expected))
    else callback(unaryError(answer.outcome, target))
  })
}

// Requests of one stream are executed in order.
const inOrder = async () => {}

// Batch calls of which nothing is executed any more.
const frozen = new WeakSet()

const answerBatch = async (server, call, correlationId, { target, events }) => {
  if (frozen.has(call)) return
  const answer = await attempt({ ...server, turn: inOrder }, () => batchDone(server, target, events))
  if (answer === null) return
  if (answer.isFrozen) frozen.add(call)
  else if (answer.error !== undefined) server.fail(call, answer.error)
  else if (answer.isCleanEnd) {
    server.closed(call)
    call.end()
  } else call.write(batchResponse(answer.outcome, target, correlationId))
}

/** `Streams/BatchAppend`: many appends at once, distinguished by correlation ids. */
export const batchAppendHandler = (server) => (call) => {
  const parts = new Map()
  let unanswered = 0
  let isEnded = false
  const endIfDone = () => {
    if (isEnded && unanswered === 0 && server.closed(call)) call.end()
  }
  const answer = async (id, whole) => {
    unanswered += 1
    await answerBatch(server, call, id, whole)
    unanswered -= 1
    endIfDone()
  }
  server.opened(call, undefined, unavailable)
  call.on('data', (request) => {
    const id = request.getCorrelationId().getString()
    if (request.hasOptions()) parts.set(id, { target: batchTargetIn(request.getOptions()), events: [] })
    parts.get(id).events.push(...request.getProposedMessagesList().map(proposedIn))
    if (!request.getIsFinal()) return
    void answer(request.getCorrelationId(), parts.get(id))
    parts.delete(id)
  })
  call.on('end', () => {
    isEnded = true
    endIfDone()
  })
  call.on('cancelled', () => server.closed(call))
}
