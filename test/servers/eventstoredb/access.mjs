import { unauthenticated } from './errors.mjs'

const guarded = (handler, known) => (call, callback) => {
  if (String(call.metadata.get('authorization')[0] ?? '') === known) return handler(call, callback)
  return callback === undefined ? call.emit('error', unauthenticated()) : callback(unauthenticated())
}

/** Accepts only the user `admin` with this password; without a password, accepts everybody. */
export const forUsers = (handlers, password) => {
  if (password === null) return handlers
  const known = `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`
  return Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [name, guarded(handler, known)]))
}
