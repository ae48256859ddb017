import { randomUUID } from 'node:crypto'

/** An event of a client. */
export const event = () => ({
  id: randomUUID(),
  type: 'Happened',
  contentType: 'application/json' as const,
  data: { what: 'something' },
  metadata: undefined,
})

/** Creates this many events. */
export const events = (count: number) => Array.from({ length: count }, event)

/** Credentials per call make the client use plain `Append`; without TLS they are not sent. */
export const unary = { credentials: { username: 'nobody', password: 'none' } }

/** Returns the result of a call: `done`, or the type of its error. */
export const typeOf = async (answer: Promise<unknown>): Promise<unknown> => {
  try {
    await answer
    return 'done'
  } catch (error) {
    return error instanceof Error && 'type' in error ? error.type : error
  }
}
