import { type Clientele, openClientele } from '@clientele/adapters'
import type { KnownEvent, Message } from '@clientele/domain'
import { invariants, logOf } from '@clientele/testing'
import { isLeft } from 'fp-ts/lib/Either.js'
import { expect } from 'vitest'
import type { Child } from './children.js'
import { sourceAt } from './durable.js'

/** The commands that create the employees and groups used by the workers. */
export const beginning: readonly Message[] = [
  { type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Anna' } },
  { type: 'RegisterEmployee', data: { employeeId: 'bertil', name: 'Bertil' } },
  { type: 'CreateCustomerGroup', data: { groupId: 'bakeries', name: 'Bakeries' } },
  { type: 'CreateCustomerGroup', data: { groupId: 'cafes', name: 'Cafés' } },
  { type: 'SetGroupNumberingStart', data: { groupId: 'bakeries', start: 1000 } },
]

const opened = async (url: string): Promise<Clientele> => openClientele({ store: await sourceAt(url) })

/** Executes these commands. */
export const executeBeginning = async (url: string): Promise<void> => {
  const crm = await opened(url)
  for (const command of beginning) expect(isLeft(await crm.executeUnknown(command))).toBe(false)
  await crm.close()
}

/** Opens the store again and reads its whole log. */
export const wholeLog = async (url: string): Promise<readonly KnownEvent[]> => {
  const crm = await opened(url)
  const log = await logOf(crm)
  await crm.close()
  return log
}

/** The ids of the acknowledged commands of a worker. */
export const acknowledged = ({ lines }: Child): readonly string[] =>
  lines.filter((line) => line.startsWith('done ')).map((line) => line.slice('done '.length))

/** The other outcomes of a worker. */
export const refused = ({ lines }: Child): readonly string[] => lines.filter((line) => !/^(done|=) /.test(line))

/** The number of events of a worker's command. */
export const eventsOf = (commandId: string): number => (commandId.endsWith('registered') ? 4 : 1)

const isOfWorker = (commandId: string): boolean => /-(registered|assigned|moved)$/.test(commandId)

const counted = (log: readonly KnownEvent[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { metadata } of log) counts.set(metadata.commandId, (counts.get(metadata.commandId) ?? 0) + 1)
  return counts
}

/** Expects every acknowledged command to be stored once, and the others as a whole or not at all. */
export const expectWhole = (log: readonly KnownEvent[], ids: readonly string[]): void => {
  const counts = counted(log)
  expect(ids.filter((id) => !counts.has(id))).toEqual([])
  expect([...counts].filter(([id, count]) => isOfWorker(id) && count !== eventsOf(id))).toEqual([])
}

const expectContiguous = (log: readonly KnownEvent[]): void => {
  const next = new Map<string, number>()
  for (const { stream, revision } of log) {
    expect(revision, stream).toBe(next.get(stream) ?? 0)
    next.set(stream, revision + 1)
  }
}

const numbersIn = (log: readonly KnownEvent[], type: KnownEvent['type']): readonly number[] =>
  log.flatMap((event) => (event.type === type && 'number' in event.data ? [Number(event.data.number)] : []))

/** Expects what holds for every log: no gaps, no number twice, no broken invariant. */
export const expectSound = (log: readonly KnownEvent[]): void => {
  expectContiguous(log)
  const assigned = numbersIn(log, 'CustomerNumberAssigned')
  expect([...assigned].sort((a, b) => a - b)).toEqual(assigned.map((_, index) => 1000 + index))
  expect([...numbersIn(log, 'CustomerNumberReserved')].sort()).toEqual([...assigned].sort())
  expect(Object.values(invariants).flatMap(({ violationsOf }) => violationsOf(log))).toEqual([])
}
