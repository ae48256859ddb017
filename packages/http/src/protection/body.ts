import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { refuse } from '../answering/problem.js'
import type { Service, Variables } from '../environment.js'

type Step = MiddlewareHandler<{ Variables: Variables }>

// What is not read is not waited for either: the connection ends.
const upTo = (most: number): Step =>
  bodyLimit({ maxSize: most, onError: (asked) => refuse(asked, 'BodyTooLarge', { most }, { connection: 'close' }) })

/** Refuses bodies that are too large: files that are imported may be larger than the rest. */
export const boundedBody = ({ base, maxBody, maxFile }: Service): Step => {
  const [ofFiles, ofOthers] = [upTo(maxFile), upTo(maxBody)]
  return (asked, next) => (asked.req.path === `${base}/import` ? ofFiles : ofOthers)(asked, next)
}
