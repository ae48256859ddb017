import { Any, google, shared, status, streams } from './protocol.mjs'

/** The name of a stream in a message. */
export const nameOf = (identifier) => Buffer.from(identifier.getStreamName_asU8()).toString('utf8')

/** A message with the name of a stream. */
export const identifierOf = (name) => {
  const identifier = new shared.StreamIdentifier()
  identifier.setStreamName(Buffer.from(name, 'utf8').toString('base64'))
  return identifier
}

const expectedIn = (options, exact) => {
  if (options.hasNoStream()) return 'no_stream'
  if (options.hasStreamExists()) return 'stream_exists'
  return options.hasAny() ? 'any' : BigInt(exact())
}

/** The stream and expected version of an append or a delete. */
export const targetIn = (options) => ({
  name: nameOf(options.getStreamIdentifier()),
  expected: expectedIn(options, () => options.getRevision()),
})

// The clients name the field differently.
const deadlineIn = (options) => (options.getDeadline?.() ?? options.getDeadline21100?.())?.toDate().getTime()

/** The stream, expected version and deadline of a batch append. */
export const batchTargetIn = (options) => ({
  name: nameOf(options.getStreamIdentifier()),
  expected: expectedIn(options, () => options.getStreamPosition()),
  deadline: deadlineIn(options) ?? Number.POSITIVE_INFINITY,
})

/** A proposed event. */
export const proposedIn = (message) => ({
  id: message.getId().getString(),
  type: message.getMetadataMap().get('type'),
  contentType: message.getMetadataMap().get('content-type'),
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
})

const text = String

const unaryPosition = (position) => {
  const message = new streams.AppendResp.Position()
  message.setCommitPosition(text(position))
  message.setPreparePosition(text(position))
  return message
}

const unarySuccess = ({ revision, position }) => {
  const success = new streams.AppendResp.Success()
  if (revision < 0n) success.setNoStream(new shared.Empty())
  else success.setCurrentRevision(text(revision))
  success.setPosition(unaryPosition(position))
  return success
}

const unaryWrong = (expected, actual) => {
  const wrong = new streams.AppendResp.WrongExpectedVersion()
  if (actual < 0n) wrong.setCurrentNoStream(new shared.Empty())
  else wrong.setCurrentRevision(text(actual))
  if (expected === 'any') wrong.setExpectedAny(new shared.Empty())
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new shared.Empty())
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new shared.Empty())
  else wrong.setExpectedRevision(text(expected))
  return wrong
}

/** The answer to an append: done, or a wrong expected version. */
export const appendResponse = (outcome, expected) => {
  const response = new streams.AppendResp()
  if (outcome.kind === 'done') response.setSuccess(unarySuccess(outcome))
  else response.setWrongExpectedVersion(unaryWrong(expected, outcome.actual))
  return response
}

/** The answer to a delete. */
export const deleteResponse = (Response, { position }) => {
  const response = new Response()
  const message = new Response.Position()
  message.setCommitPosition(text(position))
  message.setPreparePosition(text(position))
  response.setPosition(message)
  return response
}

const batchSuccess = ({ revision, position }) => {
  const success = new streams.BatchAppendResp.Success()
  const place = new shared.AllStreamPosition()
  place.setCommitPosition(text(position))
  place.setPreparePosition(text(position))
  if (revision < 0n) success.setNoStream(new google.Empty())
  else success.setCurrentRevision(text(revision))
  success.setPosition(place)
  return success
}

const batchWrong = (expected, actual) => {
  const wrong = new shared.WrongExpectedVersion()
  if (actual < 0n) wrong.setCurrentNoStream(new google.Empty())
  else wrong.setCurrentStreamRevision(text(actual))
  if (expected === 'any') wrong.setExpectedAny(new google.Empty())
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new google.Empty())
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new google.Empty())
  else wrong.setExpectedStreamPosition(text(expected))
  return wrong
}

const streamDeleted = (name) => {
  const message = new shared.StreamDeleted()
  message.setStreamIdentifier(identifierOf(name))
  return message
}

const sizeExceeded = (limit) => {
  const message = new shared.MaximumAppendSizeExceeded()
  message.setMaxappendsize(limit)
  return message
}

const batchErrors = {
  wrong: ({ actual }, { expected }) => [6, 'WrongExpectedVersion', batchWrong(expected, actual)],
  deleted: (_outcome, { name }) => [5, 'StreamDeleted', streamDeleted(name)],
  tooLarge: ({ limit }) => [3, 'MaximumAppendSizeExceeded', sizeExceeded(limit)],
  late: () => [4, 'Timeout', new shared.Timeout()],
  denied: () => [7, 'AccessDenied', new shared.AccessDenied()],
}

const batchError = (outcome, target) => {
  const [code, name, details] = batchErrors[outcome.kind](outcome, target)
  const message = new status.Status()
  const any = new Any()
  any.pack(details.serializeBinary(), `event_store.client.${name}`)
  message.setCode(code)
  message.setMessage(name)
  message.setDetails(any)
  return message
}

/** The answer to one append of a batch stream. */
export const batchResponse = (outcome, target, correlationId) => {
  const response = new streams.BatchAppendResp()
  response.setCorrelationId(correlationId)
  response.setStreamIdentifier(identifierOf(target.name))
  if (outcome.kind === 'done') response.setSuccess(batchSuccess(outcome))
  else response.setError(batchError(outcome, target))
  return response
}
