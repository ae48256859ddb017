import { randomUUID } from 'node:crypto'
import { type Clientele, type ClienteleOptions, openClientele } from '@clientele/adapters'
import type { StoreSource } from '@clientele/domain'
import { numbers, runConcurrently } from './measuring.js'

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

/** Registers one customer after another. */
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
 * The commands of a day on random customers, one event each: a move to another group, another telephone number, a
 * toggled cell of the matrix.
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
export const executeAccepted = async (
  crm: Clientele,
  command: Sent,
  context: { readonly by?: string } = { by: 'e1' },
) => {
  const outcome = await crm.executeUnknown(command, context)
  if (outcome._tag === 'Left') throw new Error(`${command.type}: ${outcome.left.error}`)
  if (outcome.right.events.length === 0) throw new Error(`${command.type} appended nothing`)
}

type Opening = Pick<ClienteleOptions, 'clock' | 'cachedStreams'>

/** A register with this many customers and the default clock. */
export const populate = async (store: StoreSource, customers: number, opening: Opening = {}): Promise<Clientele> => {
  const crm = await openClientele({ store, follow: false, ...opening })
  for (const command of ours) await executeAccepted(crm, command)
  const customer = customerIn()
  await runConcurrently(customers, 64, () => executeAccepted(crm, customer()))
  return crm
}

/** An event to append; `stream` is the number of a customer. */
export type TrafficEvent = {
  readonly stream: number
  readonly revision: number
  readonly id: string
  readonly type: string
  readonly data: Sent['data']
  readonly metadata: { readonly by: string; readonly at: string; readonly commandId: string }
}

export type EventsOptions = {
  readonly customers: number
  readonly seed: number
  readonly newId: () => string
  /** How many consecutive events belong to one customer; 1 by default. */
  readonly inTurn?: number
}

/**
 * Events of the same size as those of `traffic`, with the same choice of customers, whose streams have one event each.
 */
export const events = ({ customers, seed, newId, inTurn = 1 }: EventsOptions): (() => TrafficEvent) => {
  const next = traffic(customers, seed)
  const revisions = new Map<number, number>()
  let [stream, count] = [0, 0]
  return () => {
    const { type, data } = next()
    if (count % inTurn === 0) stream = Number(String(data.customerId).slice(1))
    count += 1
    const revision = (revisions.get(stream) ?? 0) + 1
    revisions.set(stream, revision)
    const metadata = { by: 'e1', at: new Date().toISOString(), commandId: newId() }
    return { stream, revision, id: newId(), type, data, metadata }
  }
}

/** An event as a hand-written program would store it. */
export type PlainEvent = Omit<TrafficEvent, 'data' | 'metadata'> & {
  readonly data: string
  readonly metadata: string
  readonly recordedAt: string
}

/** `events` as text, for programs that only store. */
export const plainEvents = (options: EventsOptions): (() => PlainEvent) => {
  const next = events(options)
  return () => {
    const { data, metadata, ...rest } = next()
    return { ...rest, recordedAt: metadata.at, data: JSON.stringify(data), metadata: JSON.stringify(metadata) }
  }
}

/** UUIDs that grow with time, like those of our events: an index on random ones costs more. */
export const growingIds = (): (() => string) => {
  let count = 0
  return () => {
    count += 1
    return `${count.toString(16).padStart(8, '0')}${randomUUID().slice(8)}`
  }
}
