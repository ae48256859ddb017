import { type EventType, type KnownEvent, readEvent } from '@clientele/domain'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { expect } from 'vitest'
import { createProjections, createRegister, type Register, type Views } from './source.js'

/** An event as written in scenarios. */
export type LogEvent = {
  readonly stream: string
  readonly event: EventType
  readonly data: object
  readonly at?: string
  readonly by?: string
}

const firstInstant = '2024-01-01T00:00:00.000Z'

const known = ({ stream, event, data, at = firstInstant, by = 'cecilia' }: LogEvent, index: number): KnownEvent => {
  const instant = new Date(at).toISOString()
  const read = readEvent({
    id: String(index),
    stream,
    revision: index,
    position: String(index).padStart(6, '0'),
    type: event,
    schemaVersion: 1,
    data,
    metadata: { by, at: instant, commandId: String(index) },
    recordedAt: instant,
  })
  if (read._tag === 'Left') throw new Error(JSON.stringify(read.left))
  if (read.right === null) throw new Error(`unknown event ${event}`)
  return read.right
}

/** Events in recording order, decoded. */
export const logOf = (...events: readonly LogEvent[]): readonly KnownEvent[] => events.map(known)

/** A register after some events. */
export const registerOf = (...events: readonly LogEvent[]): Register => registerOn(undefined, ...events)

/** The same with a given current day. */
export const registerOn = (today: string | undefined, ...events: readonly LogEvent[]): Register => {
  const register = createRegister(today === undefined ? undefined : () => `${today}T09:00:00.000Z`)
  register.applyAll(logOf(...events))
  return register
}

/** The views after some events, as of any day. */
export const viewsOf = (...events: readonly LogEvent[]): Views => {
  const projections = createProjections()
  projections.applyAll(logOf(...events))
  return projections.views
}

const one =
  (event: EventType) =>
  (stream: string, data: object, at?: string): LogEvent =>
    at === undefined ? { stream, event, data } : { stream, event, data, at }

export const employee = (employeeId: string, name: string, data: object = {}): LogEvent =>
  one('EmployeeRegistered')(`employee-${employeeId}`, { employeeId, name, ...data })

export const customer = (customerId: string, name: string, data: object = {}): LogEvent =>
  one('CustomerRegistered')(`customer-${customerId}`, { customerId, kind: 'company', name, ...data })

export const project = (projectId: string, customerId: string, name: string): LogEvent =>
  one('ProjectRegistered')(`project-${projectId}`, { projectId, customerId, name })

export const group = (groupId: string, name: string, parentId: string | null = null): LogEvent =>
  one('CustomerGroupCreated')('customerGroups', { groupId, name, parentId })

export const specialGroup = (specialGroupId: string, name: string): LogEvent =>
  one('SpecialGroupCreated')('specialGroups', { specialGroupId, name })

export const role = (roleId: string, name: string, kind = 'customer'): LogEvent =>
  one('RoleDefined')('roles', { roleId, name, kind })

export const policy = (key: string, to: unknown): LogEvent => one('PolicyChanged')('settings', { key, from: null, to })

export const moved = (customerId: string, from: string | null, to: string | null, at?: string): LogEvent =>
  one('CustomerMovedToGroup')(`customer-${customerId}`, { from, to }, at)

export const archived = (customerId: string): LogEvent => one('CustomerArchived')(`customer-${customerId}`, {})

/** A responsibility for `subject`, a stream name. */
export const assigned = (subject: string, assignmentId: string, employeeId: string, data: object = {}): LogEvent =>
  one('ResponsibleAssigned')(subject, {
    assignmentId,
    employeeId,
    roleId: null,
    from: '2024-01-01',
    until: null,
    ...data,
  })

export const contact = (personId: string, lastName: string, data: object = {}): LogEvent =>
  one('ContactRegistered')(`person-${personId}`, { personId, firstName: null, lastName, ...data })

/** Any other event. */
export const event = (type: EventType, stream: string, data: object, at?: string): LogEvent =>
  one(type)(stream, data, at)

export const anna = employee('anna', 'Anna Aalto', {
  email: 'anna@own.fi',
  teams: ['north'],
  salesperson: true,
  sellerCode: '11',
})
export const bertil = employee('bertil', 'Bertil Berg', { teams: ['south'] })
export const cecilia = employee('cecilia', 'Cecilia Carlsson', { admin: true })
export const acme = customer('acme', 'Acme Oy', { ownerId: 'anna' })
export const beta = customer('beta', 'Beta Oy', { ownerId: 'anna' })
export const gamma = customer('gamma', 'Gamma AB', { ownerId: 'bertil' })
export const gA = group('gA', 'Accounting')
export const gA1 = group('gA1', 'Accounting small', 'gA')
export const gB = group('gB', 'Billing')

/** The answer of a view that did not refuse. */
export const answered = <A>(answer: Either<unknown, A>): A =>
  isLeft(answer) ? expect.fail(JSON.stringify(answer.left)) : answer.right
