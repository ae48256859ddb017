import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { refuse } from '../answering/problem.js'
import type { Service, Variables } from '../environment.js'

type Step = MiddlewareHandler<{ Variables: Variables }>

// The rest of the body is not read: the connection is closed.
const upTo = (most: number): Step =>
  bodyLimit({ maxSize: most, onError: (asked) => refuse(asked, 'BodyTooLarge', { most }, { connection: 'close' }) })

/** Refuses bodies that are too large. Imported files may be larger than other bodies. */
export const boundedBody = ({ base, maxBody, maxFile }: Service): Step => {
  const [ofFiles, ofOthers] = [upTo(maxFile), upTo(maxBody)]
  return (asked, next) => (asked.req.path === `${base}/import` ? ofFiles : ofOthers)(asked, next)
}
