import type { Context } from 'hono'
import type { App, RequestContext, Variables } from './environment.js'
import { refuse } from './responses/problem.js'

/** Responds to a request. */
export type Responder = (context: RequestContext) => Response | Promise<Response>

type Methods = { readonly GET?: Responder; readonly POST?: Responder }

/** Adds a route with its methods; any other method is 405 with an `Allow` header. */
export const route = (app: App, path: string, methods: Methods): void => {
  const taken = Object.keys(methods)
  for (const [method, answer] of Object.entries(methods))
    app.on(method, path, (context: Context<{ Variables: Variables }>) => answer(context))
  const allow = [...taken, ...(taken.includes('GET') ? ['HEAD'] : [])].join(', ')
  app.all(path, (context) => refuse(context, 'MethodNotAllowed', { method: context.req.method }, { allow }))
}
