import { Any, google, shared, status, streams } from './protocol.mjs'

const nameOf = (identifier) => Buffer.from(identifier.getStreamName_asU8()).toString('utf8')

const identifierOf = (name) => {
  const identifier = new shared.StreamIdentifier()
  identifier.setStreamName(Buffer.from(name, 'utf8').toString('base64'))
  return identifier
}

const expectedIn = (options, exact) => {
  if (options.hasNoStream()) return 'no_stream'
  if (options.hasStreamExists()) return 'stream_exists'
  return options.hasAny() ? 'any' : BigInt(exact())
}

/** Stream and expectation of an append or a delete. */
export const targetIn = (options) => ({
  name: nameOf(options.getStreamIdentifier()),
  expected: expectedIn(options, () => options.getRevision()),
})

/** Stream and expectation of a batch append. */
export const batchTargetIn = (options) => ({
  name: nameOf(options.getStreamIdentifier()),
  expected: expectedIn(options, () => options.getStreamPosition()),
})

/** An event as it was proposed. */
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

/** The answer to an append that was done, or met another revision. */
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

const recorded = (event) => {
  const message = new streams.ReadResp.ReadEvent.RecordedEvent()
  const id = new shared.UUID()
  id.setString(event.id)
  message.setId(id)
  message.setStreamIdentifier(identifierOf(event.stream))
  message.setStreamRevision(text(event.revision))
  message.setCommitPosition(text(event.position))
  message.setPreparePosition(text(event.position))
  message.getMetadataMap().set('type', event.type)
  message.getMetadataMap().set('content-type', event.contentType)
  message.getMetadataMap().set('created', text(BigInt(event.created) * 10_000n))
  message.setData(event.data)
  message.setCustomMetadata(event.metadata)
  return message
}

const newEventResponse = (event) => {
  const response = new streams.ReadResp()
  const read = new streams.ReadResp.ReadEvent()
  read.setEvent(recorded(event))
  read.setCommitPosition(text(event.position))
  response.setEvent(read)
  return response
}

const serialised = new WeakMap()

/** An event that was read, as bytes: they are made once, for reads are many. */
export const eventResponse = (event) => {
  const known = serialised.get(event)
  if (known !== undefined) return known
  const bytes = Buffer.from(newEventResponse(event).serializeBinary())
  serialised.set(event, bytes)
  return bytes
}

/** The bytes of an answer to a read. */
export const readBytes = (response) => (Buffer.isBuffer(response) ? response : Buffer.from(response.serializeBinary()))

export const notFoundResponse = (name) => {
  const response = new streams.ReadResp()
  const message = new streams.ReadResp.StreamNotFound()
  message.setStreamIdentifier(identifierOf(name))
  response.setStreamNotFound(message)
  return response
}

export const confirmationResponse = (id) => {
  const response = new streams.ReadResp()
  const message = new streams.ReadResp.SubscriptionConfirmation()
  message.setSubscriptionId(id)
  response.setConfirmation(message)
  return response
}

export const caughtUpResponse = () => {
  const response = new streams.ReadResp()
  response.setCaughtUp(new streams.ReadResp.CaughtUp())
  return response
}

export const checkpointResponse = (position) => {
  const response = new streams.ReadResp()
  const message = new streams.ReadResp.Checkpoint()
  message.setCommitPosition(text(position))
  message.setPreparePosition(text(position))
  response.setCheckpoint(message)
  return response
}

const filterIn = (options) => {
  if (!options.hasFilter()) return null
  const filter = options.getFilter()
  const onStream = filter.hasStreamIdentifier()
  const expression = onStream ? filter.getStreamIdentifier() : filter.getEventType()
  const regex = expression.getRegex()
  const prefixes = expression.getPrefixList()
  const test =
    regex === '' ? (value) => prefixes.some((prefix) => value.startsWith(prefix)) : testOf(new RegExp(regex, 'u'))
  return {
    admits: (event) => test(onStream ? event.stream : event.type),
    interval: Math.max(1, filter.getCheckpointintervalmultiplier()) * (filter.hasMax() ? filter.getMax() : 32),
  }
}

const testOf = (regex) => (value) => regex.test(value)

const startIn = (options) => {
  if (options.hasStart()) return 'start'
  return options.hasEnd() ? 'end' : null
}

const streamStart = (stream) => startIn(stream) ?? BigInt(stream.getRevision())
const allStart = (all) => startIn(all) ?? Number(all.getPosition().getCommitPosition())

/** What a read or subscription asks for; `name` is null for the whole log. */
export const readIn = (request) => {
  const options = request.getOptions()
  const stream = options.hasStream() ? options.getStream() : null
  return {
    name: stream === null ? null : nameOf(stream.getStreamIdentifier()),
    from: stream === null ? allStart(options.getAll()) : streamStart(stream),
    isBackwards: options.getReadDirection() === 1,
    isSubscription: options.hasSubscription(),
    count: options.hasCount() ? BigInt(options.getCount()) : null,
    filter: filterIn(options),
  }
}
