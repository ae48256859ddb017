import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js'
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js'
import type { EsdbAppended, EsdbExpected, EsdbSent } from './client.js'

/** Loads the messages of the client's package. Node does not find the names in these CommonJS modules. */
export const loadProtocol = async () => {
  const [services, messages, shared, errors, ids] = await Promise.all([
    import('@eventstore/db-client/generated/streams_grpc_pb.js'),
    import('@eventstore/db-client/generated/streams_pb.js'),
    import('@eventstore/db-client/generated/shared_pb.js'),
    import('@eventstore/db-client/dist/streams/appendToStream/unpackError.js'),
    import('@eventstore/db-client/dist/utils/grpcUUID.js'),
  ])
  return { ...services.default, ...messages.default, ...shared.default, ...errors.default, ...ids.default }
}

export type Protocol = Awaited<ReturnType<typeof loadProtocol>>

/** An append to send: its id in the call, and how long its caller waits for the answer, in milliseconds. */
export type SharedAppend = {
  readonly id: string
  readonly stream: string
  readonly expected: EsdbExpected
  readonly events: readonly EsdbSent[]
  readonly patience: number
}

/** One call to the server that many appends share. */
export type SharedCall = {
  /** Sends an append. Rejects if the call ends before the answer; the events may be stored all the same. */
  send(append: SharedAppend): Promise<EsdbAppended>
  /** Whether the call goes on, and answers in time. */
  isUsable(): boolean
  /** Ends the call after the answers that are still to come. */
  end(): void
}

type Pending = {
  readonly until: number
  readonly resolve: (appended: EsdbAppended) => void
  readonly reject: (error: unknown) => void
}

const encoder = new TextEncoder()

const toMessage = (
  { BatchAppendReq: { ProposedMessage }, createUUID }: Protocol,
  { id, type, contentType, data, metadata }: EsdbSent,
): BatchAppendReq.ProposedMessage => {
  const message = new ProposedMessage()
  message.getMetadataMap().set('type', type).set('content-type', contentType)
  return message
    .setId(createUUID(id))
    .setCustomMetadata(metadata ?? '')
    .setData(encoder.encode(JSON.stringify(data)))
}

// Without a deadline, which would be a time of this machine's clock: the server uses its own timeout.
const toOptions = (
  { BatchAppendReq: { Options }, Empty, StreamIdentifier }: Protocol,
  { stream, expected }: SharedAppend,
): BatchAppendReq.Options => {
  const options = new Options().setStreamIdentifier(new StreamIdentifier().setStreamName(encoder.encode(stream)))
  if (expected === 'any') return options.setAny(new Empty())
  return expected === 'no_stream' ? options.setNoStream(new Empty()) : options.setStreamPosition(String(expected))
}

const toRequest = (protocol: Protocol, append: SharedAppend): BatchAppendReq =>
  new protocol.BatchAppendReq()
    .setCorrelationId(protocol.createUUID(append.id))
    .setOptions(toOptions(protocol, append))
    .setProposedMessagesList(append.events.map((event) => toMessage(protocol, event)))
    .setIsFinal(true)

const streamOf = (answer: BatchAppendResp): string =>
  Buffer.from(answer.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()

// With the code, for errors that the client does not know.
const errorOf = ({ unpackToCommandError }: Protocol, answer: BatchAppendResp): unknown => {
  const error = answer.getError()
  if (error?.getDetails() === undefined) return unanswered
  return Object.assign(unpackToCommandError(error, streamOf(answer)), { code: error.getCode() })
}

const unanswered = Object.assign(new Error('the server gives no result'), { type: 'unavailable' })
const callEnded = Object.assign(new Error('the call ended'), { type: 'unavailable' })

/** Sends appends over a call that was begun. */
export const createSharedCall = (protocol: Protocol, call: ReturnType<StreamsClient['batchAppend']>): SharedCall => {
  const pending = new Map<string, Pending>()
  let lost: unknown = null

  const answered = (answer: BatchAppendResp): void => {
    const id = protocol.parseUUID(answer.getCorrelationId()) ?? ''
    const waiting = pending.get(id)
    pending.delete(id)
    const success = answer.getSuccess()
    if (success === undefined) waiting?.reject(errorOf(protocol, answer))
    else waiting?.resolve({ nextExpectedRevision: BigInt(success.getCurrentRevision()) })
  }
  const lose = (error: unknown): void => {
    lost ??= error
    for (const { reject } of pending.values()) reject(error)
    pending.clear()
  }
  const isOverdue = (): boolean => {
    for (const { until } of pending.values()) return until < performance.now()
    return false
  }

  call.on('data', answered).on('error', lose)
  call.on('end', () => {
    call.end()
    lose(callEnded)
  })
  return {
    send: (append) =>
      new Promise((resolve, reject) => {
        if (lost !== null) return reject(lost)
        const request = toRequest(protocol, append)
        pending.set(append.id, { until: performance.now() + append.patience, resolve, reject })
        call.write(request)
      }),
    isUsable: () => lost === null && !isOverdue(),
    end: () => call.end(),
  }
}
