import type { Context } from 'hono'
import { refuse } from './answering/problem.js'
import type { App, Asked, Variables } from './environment.js'

/** Answers a request. */
export type Answering = (asked: Asked) => Response | Promise<Response>

type Methods = { readonly GET?: Answering; readonly POST?: Answering }

/** Answers an address by its methods; any other is 405 and told which there are. */
export const route = (app: App, path: string, methods: Methods): void => {
  const taken = Object.keys(methods)
  for (const [method, answer] of Object.entries(methods))
    app.on(method, path, (asked: Context<{ Variables: Variables }>) => answer(asked))
  const allow = [...taken, ...(taken.includes('GET') ? ['HEAD'] : [])].join(', ')
  app.all(path, (asked) => refuse(asked, 'MethodNotAllowed', { method: asked.req.method }, { allow }))
}
