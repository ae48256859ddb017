// The login of a service. A real one checks passwords; here the id of an employee is enough.
import { randomUUID } from 'node:crypto'

const sessions = new Map<string, string>()

/** Returns the employee whose session a request carries; `null` if there is none. */
export const actorOf = (request: Request): { readonly by: string } | null => {
  const by = sessions.get(/session=([^;]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? '')
  return by === undefined ? null : { by }
}

/** Starts a session for an employee and returns its id, for a cookie. */
export const logIn = (employeeId: string): string => {
  const session = randomUUID()
  sessions.set(session, employeeId)
  return session
}
