import type { EsdbLikeClient } from './client.js'
import { withTimeout } from './retry.js'

// `dispose` never ends for a client whose batch stream has died.
const maxDisposeTime = 1_000

const channelOf = async (client: EsdbLikeClient): Promise<unknown> => {
  const getChannel: unknown = Reflect.get(client, 'getChannel')
  if (typeof getChannel !== 'function') return undefined
  // Prevents that a new channel is created, here or later by a call that is being retried.
  Reflect.set(client, 'createChannel', () => Promise.reject(new Error('the client is closed')))
  return getChannel.call(client)
}

const closeChannel = async (client: EsdbLikeClient): Promise<void> => {
  const channel = await channelOf(client)
  const close: unknown = typeof channel === 'object' && channel !== null ? Reflect.get(channel, 'close') : undefined
  if (typeof close === 'function') close.call(channel)
}

/**
 * Ends a client's calls and its connection, which the client's own `dispose` leaves open. Reads of KurrentDB's client
 * have another connection, which cannot be closed.
 */
export const endClient = async (client: EsdbLikeClient): Promise<void> => {
  await withTimeout(maxDisposeTime, client.dispose()).catch(() => {})
  // Not awaited: a client that is still looking for its server has no connection yet.
  closeChannel(client).catch(() => {})
}
