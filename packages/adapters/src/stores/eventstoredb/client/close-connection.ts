import type { EsdbLikeClient } from './client.js'
import { inTime } from './patience.js'

// A client whose batch stream has died never ends.
const longestDisposing = 1_000

const channelOf = async (client: EsdbLikeClient): Promise<unknown> => {
  const getChannel: unknown = Reflect.get(client, 'getChannel')
  if (typeof getChannel !== 'function') return undefined
  // Where there is none (any more), none is made for this, nor later by a call that is still repeated.
  Reflect.set(client, 'createChannel', () => Promise.reject(new Error('the client is closed')))
  return getChannel.call(client)
}

const closeChannel = async (client: EsdbLikeClient): Promise<void> => {
  const channel = await channelOf(client)
  const close: unknown = typeof channel === 'object' && channel !== null ? Reflect.get(channel, 'close') : undefined
  if (typeof close === 'function') close.call(channel)
}

/**
 * Ends a client: what it has under way, and its connection, which its own `dispose` keeps. KurrentDB's reads have one
 * more, which cannot be reached.
 */
export const hangUp = async (client: EsdbLikeClient): Promise<void> => {
  await inTime(longestDisposing, client.dispose()).catch(() => {})
  // Nobody waits for it: a client that is still looking for its server has no connection yet.
  closeChannel(client).catch(() => {})
}
