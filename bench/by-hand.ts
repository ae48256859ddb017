import { randomUUID } from 'node:crypto'
import type { Sent } from './traffic.js'

type Held = { readonly employeeId: string; readonly from: string; readonly until: string | null }
type Kept = {
  readonly customerId: string
  readonly name: string
  readonly phone: string | null
  readonly groupId: string
  readonly archived: boolean
}
type Line = { readonly at: string; readonly by: string; readonly type: string; readonly position: number }
type Stored = {
  readonly id: string
  readonly stream: string
  readonly revision: number
  readonly data: string
  readonly metadata: string
}
type Receipt = { readonly stream: string; readonly revision: number; readonly position: number; readonly type: string }

const id = /^[^\s\p{C}]+$/u

const idIn = (data: Sent['data'], field: string): string => {
  const value = data[field]
  if (typeof value !== 'string' || value.length > 200 || !id.test(value)) throw new Error('MalformedCommand')
  return value
}

const refuse = (is: boolean, error: string): void => {
  if (is) throw new Error(error)
}

const put = <K, A>(map: Map<K, Set<A>>, key: K, value: A): void => {
  const found = map.get(key)
  if (found === undefined) map.set(key, new Set([value]))
  else found.add(value)
}

/**
 * A hand-written program for just these commands: the same rules and revision checks, a JSON log with event ids, and
 * views as mutable maps.
 */
export const registerByHand = (customers: number, groups: number, employees: number) => {
  const log: Stored[] = []
  const ids = new Map<string, Stored>()
  const revisions = new Map<string, number>()
  const rows = new Map<string, Kept>()
  const held = new Map<string, readonly Held[]>()
  const inGroup = new Map<string, Set<string>>()
  const heldBy = new Map<string, Set<string>>()
  const history = new Map<string, Line[]>()
  const groupIds = new Set(Array.from({ length: groups }, (_, n) => `g${n}`))
  const employeeIds = new Set(Array.from({ length: employees }, (_, n) => `e${n}`))

  const append = (customerId: string, expected: number, type: string, data: object): Receipt => {
    const stream = `customer-${customerId}`
    const actual = revisions.get(stream) ?? -1
    if (actual !== expected) throw new Error('ConcurrencyConflict')
    const [at, commandId, eventId] = [new Date().toISOString(), randomUUID(), randomUUID()]
    if (ids.has(eventId)) throw new Error('ConcurrencyConflict')
    const revision = actual + 1
    const metadata = JSON.stringify({ by: 'e1', at, commandId })
    const stored = { id: eventId, stream, revision, type, data: JSON.stringify(data), metadata, recordedAt: at }
    log.push(stored)
    ids.set(eventId, stored)
    revisions.set(stream, revision)
    const line = { at, by: 'e1', type, position: log.length }
    const lines = history.get(customerId)
    if (lines === undefined) history.set(customerId, [line])
    else lines.push(line)
    return { stream, revision, position: log.length, type }
  }

  const register = (customerId: string, groupId: string): void => {
    refuse(rows.has(customerId), 'CustomerAlreadyRegistered')
    append(customerId, -1, 'CustomerRegistered', { name: customerId, groupId })
    rows.set(customerId, { customerId, name: customerId, phone: null, groupId, archived: false })
    put(inGroup, groupId, customerId)
  }

  const known = (data: Sent['data']): { readonly row: Kept; readonly revision: number } => {
    const row = rows.get(idIn(data, 'customerId'))
    if (row === undefined) throw new Error('CustomerNotFound')
    refuse(row.archived, 'CustomerArchived')
    return { row, revision: revisions.get(`customer-${row.customerId}`) ?? -1 }
  }

  const move = (data: Sent['data']): Receipt | null => {
    const groupId = idIn(data, 'groupId')
    const { row, revision } = known(data)
    refuse(!groupIds.has(groupId), 'GroupNotFound')
    if (row.groupId === groupId) return null
    const receipt = append(row.customerId, revision, 'CustomerMovedToGroup', { from: row.groupId, to: groupId })
    inGroup.get(row.groupId)?.delete(row.customerId)
    put(inGroup, groupId, row.customerId)
    rows.set(row.customerId, { ...row, groupId })
    return receipt
  }

  const change = (data: Sent['data']): Receipt | null => {
    const { row, revision } = known(data)
    const { changes } = data
    const phone: unknown = typeof changes === 'object' && changes !== null ? Reflect.get(changes, 'phone') : undefined
    if (typeof phone !== 'string') throw new Error('MalformedCommand')
    if (row.phone === phone) return null
    const receipt = append(row.customerId, revision, 'CustomerDetailsChanged', {
      changes: { phone: { old: row.phone, new: phone } },
    })
    rows.set(row.customerId, { ...row, phone })
    return receipt
  }

  const toggle = (data: Sent['data']): Receipt => {
    const employeeId = idIn(data, 'employeeId')
    const { row, revision } = known(data)
    refuse(!employeeIds.has(employeeId), 'EmployeeNotFound')
    const today = new Date().toISOString().slice(0, 10)
    const all = held.get(row.customerId) ?? []
    const mine = all.find((one) => one.employeeId === employeeId && (one.until === null || one.until > today))
    if (mine === undefined) {
      const receipt = append(row.customerId, revision, 'ResponsibleAssigned', { employeeId, from: today, until: null })
      held.set(row.customerId, [...all, { employeeId, from: today, until: null }])
      put(heldBy, employeeId, row.customerId)
      return receipt
    }
    const receipt = append(row.customerId, revision, 'ResponsibilityEnded', { employeeId, until: today })
    held.set(
      row.customerId,
      all.filter((one) => one !== mine),
    )
    heldBy.get(employeeId)?.delete(row.customerId)
    return receipt
  }

  for (let n = 0; n < customers; n += 1) register(`c${n}`, `g${n % groups}`)

  return async ({ type, data }: Sent): Promise<Receipt | null> => {
    if (type === 'MoveCustomerToGroup') return move(data)
    if (type === 'ChangeCustomerDetails') return change(data)
    if (type === 'ToggleResponsible') return toggle(data)
    throw new Error('MalformedCommand')
  }
}
