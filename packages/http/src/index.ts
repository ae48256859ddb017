import { setMaxListeners } from 'node:events'
import { appOf } from './app.js'
import { serviceOf } from './environment.js'
import type { ClienteleHttp, HttpOptions } from './options.js'

export { openApiDocument } from './api/openapi.js'
export type { Actor, ClienteleHttp, HttpOptions, ServedRegister } from './options.js'

/**
 * Creates the handler of the HTTP API: commands, every view and audit question, a stream of changes, health and an
 * OpenAPI document. Every request is answered with the rights of the employee that `who` names. Refusals are problem
 * details (RFC 9457).
 */
export const clienteleHttp = (options: HttpOptions): ClienteleHttp => {
  const closing = new AbortController()
  // Each open stream adds a listener, and there may be many.
  setMaxListeners(0, closing.signal)
  const app = appOf(serviceOf(options, closing.signal))
  return {
    fetch: async (request) => app.fetch(request),
    close: () => closing.abort(),
  }
}
