import { type Clientele, openClientele } from '@clientele/adapters'
import type { StoreSource } from '@clientele/domain'
import { atOnce, numbers } from './measuring.js'

/** A command as a caller sends it. */
export type Sent = { readonly type: string; readonly data: { readonly [field: string]: unknown } }

export const groups = 8
export const employees = 20

const ours: readonly Sent[] = [
  ...Array.from({ length: employees }, (_, n) => ({
    type: 'RegisterEmployee',
    data: { employeeId: `e${n}`, name: `E ${n}` },
  })),
  ...Array.from({ length: groups }, (_, n) => ({
    type: 'CreateCustomerGroup',
    data: { groupId: `g${n}`, name: `G ${n}` },
  })),
]

/** Registrations of one customer after another. */
export const customerIn = (): (() => Sent) => {
  let registered = 0
  return () => {
    const customerId = `c${registered}`
    const groupId = `g${registered % groups}`
    registered += 1
    return { type: 'RegisterCustomer', data: { customerId, name: `Customer ${customerId} Oy`, groupId } }
  }
}

/**
 * The commands of a day on customers chosen at random, one event each: to another group, another telephone number, a
 * mark in the matrix set or taken away.
 */
export const traffic = (customers: number, seed: number): (() => Sent) => {
  const below = numbers(seed)
  const groupOf = new Map<number, number>()
  let sent = 0
  return () => {
    sent += 1
    const number = below(customers)
    const customerId = `c${number}`
    if (sent % 3 === 0) {
      const group = ((groupOf.get(number) ?? number % groups) + 1 + below(groups - 1)) % groups
      groupOf.set(number, group)
      return { type: 'MoveCustomerToGroup', data: { customerId, groupId: `g${group}` } }
    }
    if (sent % 3 === 1)
      return { type: 'ChangeCustomerDetails', data: { customerId, changes: { phone: `+358 ${sent}` } } }
    return { type: 'ToggleResponsible', data: { customerId, employeeId: `e${below(employees)}` } }
  }
}

/** Executes a command that must append something. */
export const executed = async (crm: Clientele, command: Sent): Promise<void> => {
  const outcome = await crm.execute(command, { by: 'e1' })
  if (outcome._tag === 'Left') throw new Error(`${command.type}: ${outcome.left.error}`)
  if (outcome.right.events.length === 0) throw new Error(`${command.type} appended nothing`)
}

/** A register with this many customers. */
export const populated = async (store: StoreSource, customers: number): Promise<Clientele> => {
  const crm = await openClientele({ store, follow: false })
  for (const command of ours) await executed(crm, command)
  const customer = customerIn()
  await atOnce(customers, 64, () => executed(crm, customer()))
  return crm
}

/** An event as a hand-written program would store it. */
export type PlainEvent = {
  readonly stream: number
  readonly revision: number
  readonly id: string
  readonly type: string
  readonly data: string
  readonly metadata: string
  readonly recordedAt: string
}

/** Events of the same size as those of `traffic`, with the same choice of customers, for programs that only store. */
export const plainEvents = (customers: number, seed: number, newId: () => string): (() => PlainEvent) => {
  const next = traffic(customers, seed)
  const revisions = new Map<number, number>()
  return () => {
    const { type, data } = next()
    const stream = Number(String(data.customerId).slice(1))
    const revision = (revisions.get(stream) ?? 0) + 1
    revisions.set(stream, revision)
    const recordedAt = new Date().toISOString()
    const [id, commandId] = [newId(), newId()]
    const metadata = JSON.stringify({ by: 'e1', at: recordedAt, commandId })
    return { stream, revision, id, type, data: JSON.stringify(data), metadata, recordedAt }
  }
}
