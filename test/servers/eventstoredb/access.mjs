import { unauthenticated } from './errors.mjs'

const guarded = (handler, known) => (call, callback) => {
  if (String(call.metadata.get('authorization')[0] ?? '') === known) return handler(call, callback)
  return callback === undefined ? call.emit('error', unauthenticated()) : callback(unauthenticated())
}

/** Handlers that answer the user `admin` with this password only; with none, nobody is asked who they are. */
export const forUsers = (handlers, password) => {
  if (password === null) return handlers
  const known = `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`
  return Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [name, guarded(handler, known)]))
}
