// The login of a service, in earnest with passwords: here whoever knows the id of an employee.
import { randomUUID } from 'node:crypto'

const sessions = new Map<string, string>()

/** The employee whose session a request has; `null` for none. */
export const actorOf = (request: Request): { readonly by: string } | null => {
  const by = sessions.get(/session=([^;]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? '')
  return by === undefined ? null : { by }
}

/** Begins a session of an employee and answers its id, for a cookie. */
export const logIn = (employeeId: string): string => {
  const session = randomUUID()
  sessions.set(session, employeeId)
  return session
}
