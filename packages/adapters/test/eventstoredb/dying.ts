import { randomUUID } from 'node:crypto'
import { type ClientHttp2Stream, connect } from 'node:http2'
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js'
import { AppendReq } from '@eventstore/db-client/generated/streams_pb.js'
import type { EventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { until } from './serving.js'

const optionsOf = (stream: string): AppendReq => {
  const name = new StreamIdentifier()
  name.setStreamName(Buffer.from(stream))
  const options = new AppendReq.Options()
  options.setStreamIdentifier(name)
  options.setNoStream(new Empty())
  const request = new AppendReq()
  request.setOptions(options)
  return request
}

const proposed = (): AppendReq => {
  const id = new UUID()
  id.setString(randomUUID())
  const message = new AppendReq.ProposedMessage()
  message.setId(id)
  message.getMetadataMap().set('type', 'Happened').set('content-type', 'application/json')
  message.setData(Buffer.from('{}'))
  const request = new AppendReq()
  request.setProposedMessage(message)
  return request
}

// Adds the gRPC prefix of a message: a flag for "not compressed", and the length.
const framed = (request: AppendReq): Buffer => {
  const message = request.serializeBinary()
  const prefix = Buffer.alloc(5)
  prefix.writeUInt32BE(message.length, 1)
  return Buffer.concat([prefix, message])
}

const call = {
  ':method': 'POST',
  ':path': '/event_store.client.streams.Streams/Append',
  'content-type': 'application/grpc',
  te: 'trailers',
}

const sent = (append: ClientHttp2Stream, request: AppendReq): Promise<void> =>
  new Promise((resolve, reject) => {
    append.write(framed(request), (error) => (error ? reject(error) : resolve()))
  })

/** Sends the start of an append with one of its events, and then breaks the connection like a killed process. */
export const dieSending = async (server: EventStoreDbServer, stream: string): Promise<void> => {
  const session = connect(`http://127.0.0.1:${server.port()}`)
  const append = session.request(call).on('error', () => {})
  for (const request of [optionsOf(stream), proposed()]) await sent(append, request)
  await until(() => server.openCalls() === 1)
  session.destroy()
}
