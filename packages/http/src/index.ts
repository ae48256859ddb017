import { setMaxListeners } from 'node:events'
import { malformedOptions, type OptionKinds, throwIfMalformed } from '@clientele/adapters/internal'
import { appOf } from './app.js'
import { serviceOf } from './environment.js'
import type { ClienteleHttp, HttpOptions } from './options.js'

export { openApiDocument } from './api/openapi.js'
export type { Actor, ClienteleHttp, HttpOptions, ServedRegister } from './options.js'

const optionKinds: OptionKinds<HttpOptions> = {
  crm: 'object',
  who: 'function',
  loginUrl: 'text',
  base: /^(\/[^/?#]+)*$/,
  hosts: 'texts',
  maxBody: 'count',
  maxFile: 'count',
  onError: 'function',
}

// Of any realm: a host may bring a `Request` of its own.
const isRequest = ({ url, headers }: Partial<Request> = {}): boolean =>
  typeof url === 'string' && typeof headers?.get === 'function'

const notARequest =
  '`fetch` takes a `Request`: wrap it for `node:http` by `getRequestListener(http.fetch)` of `@hono/node-server`.'

/**
 * Creates the handler of the HTTP API: commands, every view and audit question, a stream of changes, health and an
 * OpenAPI document. Every request is answered with the rights of the employee that `who` names. Refusals are problem
 * details (RFC 9457). Throws an `Error` that carries `MalformedOptions`.
 */
export const clienteleHttp = (options: HttpOptions): ClienteleHttp => {
  throwIfMalformed(malformedOptions('clienteleHttp', options, optionKinds, ['crm', 'who']))
  const closing = new AbortController()
  // Each open stream adds a listener, and there may be many.
  setMaxListeners(0, closing.signal)
  const app = appOf(serviceOf(options, closing.signal))
  return {
    fetch: async (request) => {
      if (!isRequest(request)) throw new TypeError(notARequest)
      return app.fetch(request)
    },
    close: () => closing.abort(),
  }
}
