import { cancelled, deleted, denied, notLeader, tooLarge, unavailable } from './errors.mjs'
import { appendResponse, batchResponse, batchTargetIn, proposedIn, targetIn } from './messages.mjs'
import { append } from './writing.mjs'

const before = { refuse: unavailable, cancel: cancelled, deny: denied }
const never = new Set(['ignore', 'hang'])

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Does an append as the switches say. Gives an `outcome`, an `error`, or null: there is no answer.
 */
const attempt = async ({ log, faults, port, limit }, target, events) => {
  const fault = faults.take('append')
  if (fault?.kind === 'notLeader') return { error: notLeader(port()) }
  if (fault !== null && fault.kind in before) return { error: before[fault.kind]() }
  if (fault?.kind === 'late') await pause(fault.milliseconds)
  const outcome = fault?.kind === 'ignore' ? null : append(log, { ...target, events, limit })
  if (fault?.kind === 'loseAnswer') return { error: unavailable() }
  return never.has(fault?.kind) ? null : { outcome, isCleanEnd: fault?.kind === 'closeCleanly' }
}

const unaryError = ({ kind, limit }, { name }) => (kind === 'deleted' ? deleted(name) : tooLarge(limit))

/** `Streams/Append`: options first, then one event per message. */
export const appendHandler = (server) => (call, callback) => {
  const events = []
  let target
  server.opened(call, callback)
  call.on('data', (request) => {
    if (request.hasOptions()) target = targetIn(request.getOptions())
    else events.push(proposedIn(request.getProposedMessage()))
  })
  call.on('end', async () => {
    const answer = await attempt(server, target, events)
    if (answer === null || !server.closed(call)) return
    if (answer.error !== undefined) callback(answer.error)
    else if (answer.outcome.kind === 'done' || answer.outcome.kind === 'wrong')
      callback(null, appendResponse(answer.outcome, target.expected))
    else callback(unaryError(answer.outcome, target))
  })
}

const answerBatch = async (server, call, correlationId, { target, events }) => {
  const answer = await attempt(server, target, events)
  if (answer === null) return
  if (answer.error !== undefined) server.fail(call, answer.error)
  else if (answer.isCleanEnd) call.end()
  else call.write(batchResponse(answer.outcome, target, correlationId))
}

/** `Streams/BatchAppend`: many appends at once, told apart by correlation ids. */
export const batchAppendHandler = (server) => (call) => {
  const parts = new Map()
  server.opened(call)
  call.on('data', (request) => {
    const id = request.getCorrelationId().getString()
    if (request.hasOptions()) parts.set(id, { target: batchTargetIn(request.getOptions()), events: [] })
    parts.get(id).events.push(...request.getProposedMessagesList().map(proposedIn))
    if (!request.getIsFinal()) return
    void answerBatch(server, call, request.getCorrelationId(), parts.get(id))
    parts.delete(id)
  })
  call.on('end', () => call.end())
}
