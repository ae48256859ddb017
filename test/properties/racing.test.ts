import { type Clientele, openClientele } from '@clientele/adapters'
import type { KnownEvent, Message, Meta } from '@clientele/domain'
import { fc, test } from '@fast-check/vitest'
import { isLeft } from 'fp-ts/lib/Either.js'
import { expect } from 'vitest'
import { timeout } from '../processes/sizes.js'
import { type MakeStore, onEveryStore } from '../stores.js'
import { beginning, histories, metasOf, type Step, told } from './commands.js'
import { type Executed, execute, logOf, storyOf } from './front-door.js'
import { isBulk, outOfOrder, type Timed } from './one-order.js'
import { type Rule, rules } from './rules/index.js'
import { runs } from './runs.js'

// A try costs a few hundred commands on two clients.
const tries = 4

type Task = { readonly command: Message; readonly meta: Meta }

const tasksOf = (history: readonly Step[], log: readonly KnownEvent[], prefix: string): readonly Task[] => {
  const metas = metasOf(history, prefix)
  return history.map((step, index) => {
    const meta = metas[index] as Meta
    return { command: told(step, meta.today, log), meta }
  })
}

/** The clients take tasks in turn, so many at once. */
const raced = async (
  clients: readonly Clientele[],
  tasks: readonly Task[],
  width: number,
): Promise<readonly Timed[]> => {
  const done: Timed[] = []
  const left = [...tasks.entries()]
  let time = 0
  const tick = (): number => {
    time += 1
    return time
  }
  const lane = async (crm: Clientele): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, { command, meta }] = next
      const began = tick()
      const executed = await execute(crm, command, meta)
      done[index] = { ...executed, began, ended: tick() }
    }
  }
  await Promise.all(Array.from({ length: width }, (_, n) => lane(clients[n % clients.length] as Clientele)))
  return done
}

const placesOf = ({ receipt }: Executed): readonly string[] =>
  (receipt?.events ?? []).map(({ position, stream, revision, type }) => `${position} ${stream} ${revision} ${type}`)

/** The rules that no command of a history changes. */
const rulesOver = (history: readonly Step[]): readonly Rule[] =>
  rules.filter(({ without }) => !history.some(({ command }) => without?.(command) === true))

const brokenRules = (log: readonly KnownEvent[], history: readonly Step[]): readonly string[] =>
  rulesOver(history).flatMap((one) => one.broken(storyOf(log)))

const isContiguous = (log: readonly KnownEvent[]): boolean => {
  const next = new Map<string, number>()
  return log.every(({ stream, revision }) => {
    const expected = next.get(stream) ?? 0
    next.set(stream, expected + 1)
    return revision === expected
  })
}

type StoreSource = ReturnType<MakeStore>

const withTwoClients = async (
  source: StoreSource,
  action: (clients: readonly [Clientele, Clientele]) => Promise<void>,
) => {
  const clients = [await openClientele({ store: source }), await openClientele({ store: source })] as const
  try {
    await action(clients)
  } finally {
    for (const crm of clients) await crm.close()
  }
}

const expectReceiptsIn = (log: readonly KnownEvent[], executed: readonly Executed[]): void => {
  const places = new Set(log.map(({ position, stream, revision, type }) => `${position} ${stream} ${revision} ${type}`))
  const receipts = executed.flatMap(placesOf)
  const begun = log.filter(({ metadata }) => metadata.commandId.startsWith('b')).length
  expect(new Set(receipts).size).toBe(receipts.length)
  expect(receipts.filter((place) => !places.has(place))).toEqual([])
  expect(log.length).toBe(begun + receipts.length)
}

/** What the views of a client show is what the log says, however its events came to it. */
const expectViewsOfLog = async (crm: Clientele): Promise<void> => {
  const caughtUp = await crm.caughtUp()
  const rebuilt = isLeft(caughtUp) ? caughtUp : await crm.rebuild()
  expect(rebuilt).toMatchObject({ right: { equal: true, differences: [] } })
}

const expectSameAgain = (before: readonly Executed[], again: readonly Executed[]): void => {
  // A part of a bulk that changed nothing leaves no trace in the log: given again, it is decided anew.
  for (const [index, one] of before.entries())
    if (placesOf(one).length > 0 && !isBulk(one)) expect(placesOf(again[index] as Executed)).toEqual(placesOf(one))
}

onEveryStore('clients that execute commands at the same time', (store) => {
  const race = (history: readonly Step[], width: number) =>
    withTwoClients(store({ synchronous: 'normal' }), async (clients) => {
      const [first, second] = clients
      await raced([first], tasksOf(beginning, [], 'b'), 1)
      const tasks = tasksOf(history, await logOf(first), 'r')
      const executed = await raced(clients, tasks, width)
      const log = await logOf(second)
      expectReceiptsIn(log, executed)
      expect(isContiguous(log)).toBe(true)
      const { broken, sound } = outOfOrder(executed, log, first.store.capabilities)
      expect(broken).toEqual([])
      expect(brokenRules(sound, history)).toEqual([])
      expectSameAgain(executed, await raced([second], tasks, 1))
      for (const crm of clients) await expectViewsOfLog(crm)
    })

  test.prop([histories(undefined, { minLength: 10, maxLength: 40 }), fc.integer({ min: 2, max: 8 })], runs(tries))(
    'break no invariant, lose nothing and are told what is so in one order',
    race,
    timeout,
  )
})
