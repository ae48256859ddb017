import type { Clientele } from '@clientele/adapters'
import { clienteleHttp } from '../src/index.js'

/** Sends a request as an employee, by default anna. */
export type AskAs = (path: string, init?: RequestInit, by?: string) => Promise<Response>

/** A handler for a register, and its internal errors. */
export type Handled = {
  readonly ask: AskAs
  readonly post: (path: string, fields: Iterable<readonly [string, string]>, by?: string) => Promise<Response>
  readonly failures: readonly unknown[]
}

/** Handles requests of several employees on one register, without a server. */
export const createHandler = (crm: Clientele): Handled => {
  const failures: unknown[] = []
  const http = clienteleHttp({
    crm,
    who: ({ headers }) => ({ by: headers.get('x-by') ?? 'anna' }),
    onError: (error) => failures.push(error),
  })
  const ask: AskAs = (path, init = {}, by = 'anna') =>
    http.fetch(new Request(`http://localhost${path}`, { ...init, headers: { 'x-by': by, ...init.headers } }))
  const post: Handled['post'] = (path, fields, by) => {
    const body = new URLSearchParams()
    for (const [name, value] of fields) body.append(name, value)
    return ask(path, { method: 'POST', body }, by)
  }
  return { ask, post, failures }
}

/** The number of events of a register. */
export const countOf = async (crm: Clientele): Promise<number> => {
  let count = 0
  for await (const batch of crm.events()) count += batch.length
  return count
}
