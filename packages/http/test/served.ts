import { fileURLToPath } from 'node:url'
import { type Clientele, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { type Served, serve } from '../src/node.js'

/** The members of a JSON response that tests read. */
export type Answer = {
  readonly error: string
  readonly status: number
  readonly detail: string
  readonly problems?: readonly { readonly path: string }[]
  readonly rows: readonly { readonly subject: { readonly name: string } }[]
}

/** Parses a JSON response. */
export const answerIn = async (response: Response): Promise<Answer> => (await response.json()) as Answer

/** The main part of the page at an address. */
export const mainAt = async ({ ask }: Pick<ServedRegister, 'ask'>, path: string): Promise<string> => {
  const page = await (await ask(path)).text()
  return /<main.*<\/main>/s.exec(page)?.[0] ?? ''
}

/** A command by name, with its data. */
export type Given = readonly [type: string, data: object]

/** A served register in memory: anna is an administrator, bert is not. */
export type ServedRegister = {
  readonly crm: Clientele
  readonly served: Served
  /** Its address without the token: `http://127.0.0.1:PORT`. */
  readonly at: string
  /** Sends a request as a program does, with the token. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>
  readonly post: (command: unknown, headers?: Record<string, string>) => Promise<Response>
  /** The internal errors. */
  readonly failures: readonly unknown[]
  close(): Promise<void>
}

const staff: readonly Given[] = [
  ['RegisterEmployee', { employeeId: 'anna', name: 'Anna Aalto', admin: true }],
  ['RegisterEmployee', { employeeId: 'bert', name: 'Bert Berg' }],
]

/** Fills a register with staff and the given commands. */
export const fillRegister = async (given: readonly Given[]): Promise<Clientele> => {
  const crm = await openClientele({ store: memory() })
  for (const [type, data] of [...staff, ...given]) {
    const outcome = await crm.executeUnknown({ type, data })
    if (outcome._tag === 'Left') throw new Error(`${type}: ${JSON.stringify(outcome.left)}`)
  }
  return crm
}

const sample = fileURLToPath(new URL('../../cli/sample-register', import.meta.url))

/** The sample register. */
export const sampleRegister = async (): Promise<Clientele> => {
  const crm = await openClientele({ store: memory() })
  const imported = await crm.import(sample)
  if (imported._tag === 'Left') throw new Error(imported.left.error)
  return crm
}

/** Serves a register with some customers as an employee. */
export const servedRegister = async (given: readonly Given[] = [], by = 'anna'): Promise<ServedRegister> =>
  serving(await fillRegister(given), by)

/** Serves a register as an employee; closing closes both. */
export const serving = async (crm: Clientele, by = 'anna'): Promise<ServedRegister> => {
  const failures: unknown[] = []
  const served = await serve({ crm, by, port: 0, onError: (error) => failures.push(error) })
  const at = `http://127.0.0.1:${served.port}`
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${at}${path}`, { ...init, headers: { authorization: `Bearer ${served.token}`, ...init.headers } })
  return {
    crm,
    served,
    at,
    failures,
    ask,
    post: (command, headers = {}) =>
      ask('/commands', {
        method: 'POST',
        body: JSON.stringify(command),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    close: async () => {
      await served.close()
      await crm.close()
    },
  }
}
