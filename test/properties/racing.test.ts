import { type Clientele, openClientele } from '@clientele/adapters'
import { type CommandType, decisions, type KnownEvent, type Message, type Meta } from '@clientele/domain'
import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { onEveryStore } from '../stores.js'
import { beginning, histories, metasOf, type Step, told } from './commands.js'
import { type Executed, execute, logOf, storyOf } from './front-door.js'
import { rules } from './rules/index.js'
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

/** Gives the tasks to the clients in turn, some at once; how many at once the widths say. */
const raced = async (
  clients: readonly Clientele[],
  tasks: readonly Task[],
  widths: readonly number[],
): Promise<readonly Executed[]> => {
  const done: Executed[] = []
  for (let start = 0, turn = 0; start < tasks.length; turn += 1) {
    const some = tasks.slice(start, start + (widths[turn % widths.length] ?? 1))
    start += some.length
    done.push(
      ...(await Promise.all(
        some.map(({ command, meta }, index) => execute(clients[index % clients.length] as Clientele, command, meta)),
      )),
    )
  }
  return done
}

const placesOf = ({ receipt }: Executed): readonly string[] =>
  (receipt?.events ?? []).map(({ position, stream, revision, type }) => `${position} ${stream} ${revision} ${type}`)

// A part of a bulk that changed nothing leaves no trace in the log: given again, it is decided anew.
const isBulk = ({ command }: Executed): boolean => decisions[command.type as CommandType].kind === 'bulk'

const brokenRules = (log: readonly KnownEvent[]): readonly string[] => rules.flatMap((one) => one.broken(storyOf(log)))

const isContiguous = (log: readonly KnownEvent[]): boolean => {
  const next = new Map<string, number>()
  return log.every(({ stream, revision }) => {
    const expected = next.get(stream) ?? 0
    next.set(stream, expected + 1)
    return revision === expected
  })
}

onEveryStore('clients that execute commands at the same time', (store) => {
  test.prop(
    [
      histories(undefined, { minLength: 10, maxLength: 40 }),
      fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1 }),
    ],
    runs(tries),
  )('break no invariant and lose nothing', async (history, widths) => {
    const source = store({ synchronous: 'normal' })
    const clients = [await openClientele({ store: source }), await openClientele({ store: source })]
    const [first, second] = clients as [Clientele, Clientele]
    await raced([first], tasksOf(beginning, [], 'b'), [1])
    const tasks = tasksOf(history, await logOf(first), 'r')
    const executed = await raced(clients, tasks, widths)
    const log = await logOf(second)

    const places = log.map(({ position, stream, revision, type }) => `${position} ${stream} ${revision} ${type}`)
    const receipts = executed.flatMap(placesOf)
    expect(new Set(receipts).size).toBe(receipts.length)
    expect(receipts.filter((place) => !places.includes(place))).toEqual([])
    const begun = log.filter(({ metadata }) => metadata.commandId.startsWith('b')).length
    expect(log.length).toBe(begun + receipts.length)
    expect(isContiguous(log)).toBe(true)
    expect(brokenRules(log)).toEqual([])

    const again = await raced([second], tasks, [1])
    for (const [index, one] of executed.entries())
      if (placesOf(one).length > 0 && !isBulk(one)) expect(placesOf(again[index] as Executed)).toEqual(placesOf(one))
    await Promise.all(clients.map((crm) => crm.close()))
  })
})
