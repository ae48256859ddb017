import { Any, grpc, recordErrors, records, status } from './protocol.mjs'

const numbers = { no_stream: -1n, any: -2n, stream_exists: -4n }
const names = new Map(Object.entries(numbers).map(([name, number]) => [number, name]))

const propertiesIn = (record) => {
  const properties = {}
  record.getPropertiesMap().forEach((value, name) => {
    properties[name] = value.getStringValue()
  })
  return properties
}

// The server stores these in addition to the properties, and returns them as metadata to older clients.
const metadataOf = (record) => ({
  '$schema.format': 'Json',
  '$schema.name': record.getSchema().getName(),
  ...propertiesIn(record),
})

const proposedIn = (record) => ({
  stream: record.getStream(),
  id: record.getRecordId(),
  type: record.getSchema().getName(),
  contentType: 'application/json',
  data: record.getData_asU8(),
  metadata: Buffer.from(JSON.stringify(metadataOf(record))),
})

const checkIn = (check) => {
  const number = BigInt(check.getStreamState().getExpectedState())
  return { stream: check.getStreamState().getStream(), expected: names.get(number) ?? number }
}

/** The records to append and the expected versions of streams, in the given order. */
export const batchIn = (request) => ({
  records: request.getRecordsList().map(proposedIn),
  checks: request.getChecksList().map(checkIn),
})

/** The answer to appended records: the last revision of each stream. */
export const recordsResponse = ({ position, revisions }) => {
  const response = new records.AppendRecordsResponse()
  response.setPosition(String(position))
  for (const [stream, revision] of revisions) {
    const one = new records.StreamRevision()
    one.setStream(stream)
    one.setRevision(String(revision))
    response.addRevisions(one)
  }
  return response
}

const failed = (code, name, details) => {
  const message = new status.Status()
  const any = new Any()
  any.setTypeUrl(`type.googleapis.com/kurrentdb.protocol.v2.streams.errors.${name}`)
  any.setValue(details.serializeBinary())
  message.setCode(code)
  message.setMessage(name)
  message.setDetails(any)
  const metadata = new grpc.Metadata()
  metadata.set('grpc-status-details-bin', Buffer.from(message.serializeBinary()))
  return Object.assign(new Error(name), { code, details: name, metadata })
}

const violationOf = ({ index, stream, expected, actual }) => {
  const violation = new recordErrors.ConsistencyViolation()
  const state = new recordErrors.ConsistencyViolation.StreamStateViolation()
  state.setStream(stream)
  state.setExpectedState(String(numbers[expected] ?? expected))
  state.setActualState(String(actual))
  violation.setCheckIndex(index)
  violation.setStreamState(state)
  return violation
}

const violated = ({ violations }) => {
  const details = new recordErrors.AppendConsistencyViolationErrorDetails()
  details.setViolationsList(violations.map(violationOf))
  return failed(grpc.status.FAILED_PRECONDITION, 'AppendConsistencyViolationErrorDetails', details)
}

const tombstoned = ({ stream }) => {
  const details = new recordErrors.StreamTombstonedErrorDetails()
  details.setStream(stream)
  return failed(grpc.status.FAILED_PRECONDITION, 'StreamTombstonedErrorDetails', details)
}

const tooLarge = ({ size, limit }) => {
  const details = new recordErrors.AppendTransactionSizeExceededErrorDetails()
  details.setSize(size)
  details.setMaxSize(limit)
  return failed(grpc.status.ABORTED, 'AppendTransactionSizeExceededErrorDetails', details)
}

/** The errors of records that were not appended. */
export const recordsError = (outcome) => ({ violated, tombstoned, tooLarge })[outcome.kind](outcome)
