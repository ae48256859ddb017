import { randomUUID } from 'node:crypto'
import type { EventStoreDBClient } from '@eventstore/db-client'
import type { EsdbLikeClient } from './client.js'
import { createSharedCall, loadProtocol, type Protocol, type SharedCall } from './shared-call.js'

// Both methods are protected. The client ends its calls when it is disposed of, and finds the leader after errors.
const beginCall = async (client: EventStoreDBClient, protocol: Protocol): Promise<SharedCall> => {
  // biome-ignore lint/complexity/useLiteralKeys: the compiler lets nothing else reach a protected method.
  const [metadata, options] = client['callArguments']({ requiresLeader: true }, { deadline: Number.POSITIVE_INFINITY })
  // biome-ignore lint/complexity/useLiteralKeys: as above.
  const begin = client['GRPCStreamCreator'](protocol.StreamsClient, 'appendToStream', (service) =>
    service.batchAppend(metadata, options),
  )
  return createSharedCall(protocol, await begin())
}

/**
 * Makes appends without credentials of their own share one call to the server, which costs a fraction of a call for
 * each. The client would do so too, but it keeps the pending appends of all clients of the process in one table: an
 * error of one client ends the appends of the others, and a late answer throws outside of every call.
 */
export const shareAppends = async (client: EventStoreDBClient): Promise<EsdbLikeClient> => {
  const protocol = await loadProtocol()
  let current: SharedCall | null = null
  let beginning: Promise<SharedCall> | null = null

  const begin = async (): Promise<SharedCall> => {
    current?.end()
    current = null
    try {
      current = await beginCall(client, protocol)
      return current
    } finally {
      beginning = null
    }
  }
  const usableCall = (): SharedCall | Promise<SharedCall> => {
    if (current?.isUsable() === true) return current
    beginning ??= begin()
    return beginning
  }

  const appendAlone: EsdbLikeClient['appendToStream'] = client.appendToStream.bind(client)
  const appendToStream: EsdbLikeClient['appendToStream'] = async (stream, events, options = {}) => {
    if (options.credentials !== undefined) return appendAlone(stream, events, options)
    const { expectedRevision: expected = 'any', deadline: patience = Number.POSITIVE_INFINITY } = options
    const call = await usableCall()
    // The client itself calls this with the metadata of a stream: one event, which has no metadata of its own.
    return call.send({ id: randomUUID(), stream, expected, events: [events].flat(), patience })
  }
  return Object.assign(client, { appendToStream })
}
