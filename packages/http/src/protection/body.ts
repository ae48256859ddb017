import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Service, Variables } from '../environment.js'
import { refuse } from '../responses/problem.js'

type Step = MiddlewareHandler<{ Variables: Variables }>

// The rest of the body is not read: the connection is closed.
const limitTo = (most: number): Step =>
  bodyLimit({ maxSize: most, onError: (context) => refuse(context, 'BodyTooLarge', { most }, { connection: 'close' }) })

/** Refuses bodies that are too large. Imported files may be larger than other bodies. */
export const boundedBody = ({ base, maxBody, maxFile }: Service): Step => {
  const [ofFiles, ofOthers] = [limitTo(maxFile), limitTo(maxBody)]
  return (context, next) => (context.req.path === `${base}/import` ? ofFiles : ofOthers)(context, next)
}
