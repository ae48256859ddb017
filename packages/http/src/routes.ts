import type { Context } from 'hono'
import { refuse } from './answering/problem.js'
import type { App, Asked, Variables } from './environment.js'

/** Responds to a request. */
export type Answering = (asked: Asked) => Response | Promise<Response>

type Methods = { readonly GET?: Answering; readonly POST?: Answering }

/** Adds a route with its methods; any other method is 405 with an `Allow` header. */
export const route = (app: App, path: string, methods: Methods): void => {
  const taken = Object.keys(methods)
  for (const [method, answer] of Object.entries(methods))
    app.on(method, path, (asked: Context<{ Variables: Variables }>) => answer(asked))
  const allow = [...taken, ...(taken.includes('GET') ? ['HEAD'] : [])].join(', ')
  app.all(path, (asked) => refuse(asked, 'MethodNotAllowed', { method: asked.req.method }, { allow }))
}
