import { identifierOf, nameOf } from './messages.mjs'
import { shared, streams } from './protocol.mjs'

const text = String

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

const newEventResponse = (event, link) => {
  const response = new streams.ReadResp()
  const read = new streams.ReadResp.ReadEvent()
  if (event !== undefined) read.setEvent(recorded(event))
  if (link !== undefined) read.setLink(recorded(link))
  read.setCommitPosition(text((link ?? event).position))
  response.setEvent(read)
  return response
}

/** A link and the event it resolves to; none if that is deleted. */
export const linkResponse = (target, link) => newEventResponse(target, link)

const serialised = new WeakMap()

/** An event as bytes, which are cached because reads are frequent. */
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

/** The options of a read or subscription; `name` is null for the whole log. */
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
    resolvesLinks: options.getResolveLinks(),
  }
}
