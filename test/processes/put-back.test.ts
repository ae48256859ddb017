import { openClientele } from '@clientele/adapters'
import type { KnownEvent } from '@clientele/domain'
import { fc } from '@fast-check/vitest'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { backUp } from './backups.js'
import { type Child, isBuilt, startChild } from './children.js'
import { type Disturbable, onEveryDisturbableStore, sourceAt } from './durable.js'
import { report, restores, seed, timeout } from './sizes.js'
import { acknowledged, eventsOf, executeBeginning, expectSound, expectWhole, wholeLog } from './sound.js'

/**
 * How many commands of each process come before the backup, how many before it is restored, and how many events are
 * written then.
 */
type Moment = { readonly before: number; readonly after: number; readonly written: number }

const moment: fc.Arbitrary<Moment> = fc.record({
  before: fc.integer({ min: 1, max: 30 }),
  after: fc.integer({ min: 4, max: 40 }),
  written: fc.integer({ min: 0, max: 60 }),
})

// Long enough for clients that wait a second and more before they reconnect.
const patience = 30_000

const until = async (isSo: () => boolean, what: string): Promise<void> => {
  const deadline = performance.now() + patience
  while (!isSo()) {
    if (performance.now() > deadline) expect.fail(`${what}: not so after ${patience} ms (CLIENTELE_SEED=${seed})`)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

const saidBy = ({ lines }: Child, word: string): readonly string[] =>
  lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1))

const idsOf = (log: readonly KnownEvent[]): readonly string[] => log.map(({ id }) => id)

const untilDone = (children: readonly Child[], count: number): Promise<void> =>
  until(() => children.every((child) => acknowledged(child).length >= count), `${count} commands each`)

// The process has received events after the backup; otherwise it could continue with the other log unnoticed.
const untilDelivered = (children: readonly Child[], log: readonly KnownEvent[]): Promise<void> =>
  until(
    () => children.every((child) => saidBy(child, 'given').length > log.length),
    'every subscriber beyond the backup',
  )

// Appends at once, before most of the other processes have looked at the log.
const appendAfterRestore = async (url: string, by: string, count: number): Promise<void> => {
  const crm = await openClientele({ store: await sourceAt(url) })
  for (let n = 0; n < count; n += 1) {
    const data = { employeeId: `${by}-${n}`, name: `${by} ${n}` }
    const outcome = await crm.execute({ type: 'RegisterEmployee', data }, { by })
    if (isLeft(outcome)) expect.fail(JSON.stringify(outcome.left))
  }
  await crm.close()
}

const commonPrefix = (one: readonly string[], other: readonly string[]): number => {
  const index = one.findIndex((id, at) => id !== other[at])
  return index < 0 ? one.length : index
}

/** Expects LogDiverged from the first contact on, no further events, and no busy waiting. */
const expectStopped = async (child: Child): Promise<void> => {
  await until(() => child.process.exitCode !== null, 'a live process that ends by itself')
  await child.ended
  const firstRefusal = child.lines.findIndex((line) => line.startsWith('LogDiverged '))
  const afterwards = child.lines.slice(firstRefusal).map((line) => line.split(' ')[0])
  expect(afterwards.filter((word) => !['LogDiverged', 'stopped', 'given', 'spent'].includes(word ?? ''))).toEqual([])
  expect(saidBy(child, 'stopped')).toEqual(['LogDiverged'])
  expect(child.lines.slice(child.lines.indexOf('stopped LogDiverged')).join()).not.toContain('given')
  expect(Number(saidBy(child, 'spent')[0])).toBeLessThan(700)
}

const commandsBy = (log: readonly KnownEvent[], names: readonly string[]): readonly string[] => [
  ...new Set(log.filter(({ metadata }) => names.includes(metadata.by)).map(({ metadata }) => metadata.commandId)),
]

/**
 * Expects that no process that knew the former log has written to the new one; on event store servers at most the one
 * command that noticed.
 */
const expectOthersOnly = (tail: readonly KnownEvent[], names: readonly string[], { kind }: Disturbable): void => {
  const most = kind === 'EventStoreDB' || kind === 'KurrentDB' ? 1 : 0
  for (const name of names) {
    const commands = commandsBy(tail, [name])
    expect(commands.length, commands.join()).toBeLessThanOrEqual(most)
  }
}

/** Expects that a subscriber received the former log from the start, each event once, and nothing of the new one. */
const expectFormerOnly = (child: Child, former: readonly string[], tail: readonly KnownEvent[]): void => {
  const given = saidBy(child, 'given')
  expect(new Set(given).size).toBe(given.length)
  expect(commonPrefix(given, former)).toBe(Math.min(given.length, former.length))
  const written = new Set(idsOf(tail))
  expect(given.filter((id) => written.has(id))).toEqual([])
}

const expectSameOrder = ([one = [], other = []]: readonly (readonly string[])[]): void =>
  expect(commonPrefix(one, other)).toBe(Math.min(one.length, other.length))

/** Expects a new subscriber to continue after a checkpoint of this log, or to find no checkpoint. */
const expectContinues = async (url: string, name: string, log: readonly string[], shared: number): Promise<void> => {
  const crm = await openClientele({ store: await sourceAt(url) })
  const given: string[] = []
  const subscription = crm.subscribe(name, (events) => void given.push(...events.map(({ id }) => id)))
  let stopped: string | null = null
  void subscription.stopped.then((failure) => {
    stopped = failure?.error ?? null
  })
  await until(() => stopped !== null || given.at(-1) === log.at(-1), 'a subscriber that begins anew')
  if (stopped === null) expect(given).toEqual(log.slice(Math.min(shared, log.length - given.length)))
  else expect([stopped, given]).toEqual(['LogDiverged', []])
  await crm.close()
}

type Ended = {
  readonly log: readonly KnownEvent[]
  readonly tail: readonly KnownEvent[]
  readonly names: readonly string[]
}

// A command that is not a transaction may be half written if it was running while the log was restored: its first
// events went into the former log, the others into the new one.
const partlyWritten = ({ log, tail, names }: Ended): readonly string[] =>
  commandsBy(tail, names).filter(
    (id) => log.filter(({ metadata }) => metadata.commandId === id).length !== eventsOf(id),
  )

const expectViewsOfLog = async (url: string): Promise<void> => {
  const processes = [
    await openClientele({ store: await sourceAt(url) }),
    await openClientele({ store: await sourceAt(url) }),
  ] as const
  for (const crm of processes) expect(await crm.rebuild()).toMatchObject({ right: { equal: true, differences: [] } })
  expect(processes[0].register.dump()).toEqual(processes[1].register.dump())
  for (const crm of processes) await crm.close()
}

type Put = { readonly lost: number; readonly half: readonly string[] }

const restoreOnce = async (durable: Disturbable, round: number, { before, after, written }: Moment): Promise<Put> => {
  const { url } = durable
  const names = [`north${round}`, `south${round}`]
  const live = names.map((name) => startChild('./live.mjs', url, name))
  await untilDone(live, before)
  const putBack = await backUp(durable)
  const former = await wholeLog(url)
  await untilDelivered(live, former)
  await untilDone(live, Math.max(...live.map((child) => acknowledged(child).length)) + after)
  await putBack()
  await appendAfterRestore(url, `elsewhere${round}`, written)
  const other = startChild('./worker.mjs', 'execute', url, `other${round}`, '8')
  expect(await other.ended).toBe(0)
  for (const child of live) await expectStopped(child)

  const log = await wholeLog(url)
  const shared = commonPrefix(idsOf(log), idsOf(former))
  const tail = log.slice(shared)
  expectOthersOnly(tail, names, durable)
  for (const child of live) expectFormerOnly(child, idsOf(former), tail)
  expectSameOrder(live.map((child) => saidBy(child, 'given')))
  for (const name of names) await expectContinues(url, name, idsOf(log), shared)
  const half = partlyWritten({ log, tail, names })
  if (half.length === 0) {
    expectWhole(log, acknowledged(other))
    expectSound(log)
  }
  await expectViewsOfLog(url)
  return { lost: Math.max(...live.map((child) => saidBy(child, 'given').length)) - shared, half }
}

const putBackAll = async (durable: Disturbable): Promise<void> => {
  let [rounds, lost] = [0, 0]
  for (const at of fc.sample(fc.noBias(moment), { numRuns: restores, seed })) {
    const put = await restoreOnce(durable, rounds, at)
    rounds += 1
    lost += put.lost
    if (put.half.length === 0) continue
    report(`${durable.kind}: ${put.half.join()} was being written and is half there: the log is not sound any more`)
    break
  }
  report(
    `${durable.kind}: put back ${rounds} times (CLIENTELE_SEED=${seed}) by ${lost} events: every process said LogDiverged`,
  )
}

describe.skipIf(!isBuilt)('restoring a backup under live processes (needs the build)', () => {
  onEveryDisturbableStore('which execute and subscribe', (make) => {
    test('stops them with LogDiverged, and none of their former events get into the log', { timeout }, async () => {
      const durable = await make()
      await executeBeginning(durable.url)
      await putBackAll(durable)
    })
  })
})
