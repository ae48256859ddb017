import { unauthenticated } from './errors.mjs'

const users = new Set([`Basic ${Buffer.from('admin:changeit').toString('base64')}`])

const isKnown = ({ metadata }) => users.has(String(metadata.get('authorization')[0] ?? ''))

const guarded = (handler) => (call, callback) => {
  if (isKnown(call)) return handler(call, callback)
  return callback === undefined ? call.emit('error', unauthenticated()) : callback(unauthenticated())
}

/** Handlers that answer the user `admin` with the password `changeit` only; without TLS nobody is asked who they are. */
export const forUsers = (handlers, isAsked) =>
  isAsked ? Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [name, guarded(handler)])) : handlers
