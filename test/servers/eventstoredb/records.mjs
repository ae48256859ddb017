import { attempt } from './attempt.mjs'
import { invalid, unavailable } from './errors.mjs'
import { batchIn, recordsError, recordsResponse } from './record-messages.mjs'
import { appendRecords } from './recording.mjs'

const nameOfType = /^[\p{L}\p{N}_.$:-]+$/u

const repeats = (names) => new Set(names.map((name) => name.toLowerCase())).size < names.length

const problemOf = ({ records, checks }) => {
  if (records.length === 0) return 'Append records request must contain at least one record.'
  if (records.some(({ type }) => !nameOfType.test(type))) return 'The name of a schema holds a character it may not.'
  if (checks.some(({ expected }) => expected === 'any')) return 'Any is no expectation of a check.'
  return repeats(checks.map(({ stream }) => stream)) ? 'Each stream can only appear once in consistency checks.' : null
}

/** `StreamsService/AppendRecords` of KurrentDB 26.1: records for several streams, and expected versions of streams. */
export const recordsHandler = (server) => async (call, callback) => {
  const batch = batchIn(call.request)
  const problem = problemOf(batch)
  if (problem !== null) return callback(invalid(problem))
  server.opened(call, callback, unavailable)
  const answer = await attempt(server, () => appendRecords(server.log, batch, server.version))
  if (answer === null || !server.closed(call)) return
  if (answer.error !== undefined) callback(answer.error)
  else if (answer.outcome.kind === 'done') callback(null, recordsResponse(answer.outcome))
  else callback(recordsError(answer.outcome))
}
