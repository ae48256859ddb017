import assert, { AssertionError } from 'node:assert/strict'
import { openClientele } from '@clientele/adapters'
import type { HostDecision, KnownEvent, Message, Meta, RecordedEvent, StoreSource } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { beginning, commandOf, metasOf, type Step } from '../histories/index.js'
import { type Invariant, invariants } from '../invariants/index.js'
import { type EventOf, isBulk, type LogEvent, type ModelOptions, tableOf } from '../model/index.js'
import { refuseUnknownOptions } from '../options/index.js'
import { outOfOrder, type TimedCommand } from './one-order.js'
import { type Client, type Executed, executeOn, logOf } from './register.js'

/** The options of `race`. */
export type RaceOptions = ModelOptions & {
  /** An empty store. Every client opens it separately, like a process of its own. */
  readonly store: StoreSource
  /** The commands that race, in the order in which they are sent: messages, or steps of a generated history. */
  readonly commands: readonly (Message | Step)[]
  /** How many clients there are (default 2). */
  readonly clients?: number | undefined
  /** How many commands are executed concurrently, over all clients (default 4). */
  readonly atOnce?: number | undefined
  /** The commands that are executed before the race, one after another (default: `beginning`). */
  readonly before?: readonly (Message | Step)[] | undefined
  /** Opens a client on the store (default: `openClientele({ store, guards, decisions })`). */
  readonly open?: ((store: StoreSource) => Promise<Client>) | undefined
}

const optionNames = ['store', 'commands', 'clients', 'atOnce', 'before', 'open', 'guards', 'decisions']

/** The log of a race and its commands. `E` are the events of a host's own decisions. */
export type RaceResult<E extends Message = never> = {
  readonly log: readonly LogEvent<E>[]
  readonly executed: readonly TimedCommand[]
}

type Task = { readonly command: Message; readonly meta: Meta }

const stepOf = (one: Message | Step): Step => ('command' in one ? one : { command: one, by: 'host', daysLater: 0 })

const tasksOf = (steps: readonly Step[], log: readonly KnownEvent[], prefix: string): readonly Task[] =>
  metasOf(steps, prefix).flatMap((meta, index) => {
    const step = steps[index]
    return step === undefined ? [] : [{ command: commandOf(step, meta.today, log), meta }]
  })

/** Executes tasks on the clients in turn, `atOnce` concurrently. A counter gives each a begin and an end. */
const executeTasks = async (clients: readonly Client[], tasks: readonly Task[], atOnce: number) => {
  const done: TimedCommand[] = []
  const left = [...tasks.entries()]
  let time = 0
  const tick = (): number => {
    time += 1
    return time
  }
  const lane = async (crm: Client): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, { command, meta }] = next
      const began = tick()
      const executed = await executeOn(crm, command, meta)
      done[index] = { ...executed, began, ended: tick() }
    }
  }
  const laneOf = (n: number): Promise<void> => lane(clients[n % clients.length] ?? assert.fail('a race needs clients'))
  await Promise.all(Array.from({ length: atOnce }, (_, n) => laneOf(n)))
  return done
}

type Placed = Pick<RecordedEvent, 'position' | 'stream' | 'revision' | 'type'>

const placeOf = ({ position, stream, revision, type }: Placed): string => `${position} ${stream} ${revision} ${type}`

const placesOf = ({ receipt }: Executed): readonly string[] => (receipt?.events ?? []).map(placeOf)

const receiptProblems = (log: readonly KnownEvent[], initialCount: number, executed: readonly Executed[]) => {
  const places = new Set(log.map(placeOf))
  const receipts = executed.flatMap(placesOf)
  const lost = receipts.filter((place) => !places.has(place)).map((place) => `a receipt names what is lost: ${place}`)
  const twice = receipts.length - new Set(receipts).size
  const unclaimed = log.length - initialCount - receipts.length
  return [
    ...lost,
    ...(twice === 0 ? [] : [`${twice} events stand in two receipts`]),
    ...(unclaimed === 0 ? [] : [`the log has ${unclaimed} events more than the receipts`]),
  ]
}

const revisionProblems = (log: readonly KnownEvent[]): readonly string[] => {
  const next = new Map<string, number>()
  return log.flatMap((event) => {
    const expected = next.get(event.stream) ?? 0
    next.set(event.stream, expected + 1)
    return event.revision === expected ? [] : [`${placeOf(event)} should have revision ${expected}`]
  })
}

// A part of a bulk command that changed nothing leaves no trace in the log: sent again, it is decided again.
const repeatProblems = (executed: readonly Executed[], again: readonly Executed[]): readonly string[] =>
  executed.flatMap((one, index) => {
    const repeated = again[index]
    const isSame = repeated !== undefined && String(placesOf(repeated)) === String(placesOf(one))
    return placesOf(one).length === 0 || isBulk(one.command) || isSame
      ? []
      : [`${one.command.type} sent again under its id has another receipt`]
  })

const viewProblems = async (crm: Client): Promise<readonly string[]> => {
  const caughtUp = await crm.caughtUp()
  if (isLeft(caughtUp)) return [`the views do not catch up: ${caughtUp.left.error}`]
  const rebuilt = await crm.rebuild()
  if (isLeft(rebuilt)) return [`the views cannot be rebuilt: ${rebuilt.left.error}`]
  const { equal, differences } = rebuilt.right
  return equal ? [] : [`the views differ from rebuilt ones: ${JSON.stringify(differences)}`]
}

const brokenInvariants = (log: readonly KnownEvent[], steps: readonly Step[]): readonly string[] =>
  Object.values<Invariant>(invariants)
    .filter(({ isChangedBy }) => !steps.some(({ command }) => isChangedBy(command)))
    .flatMap(({ title, violationsOf }) => violationsOf(log).map((violation) => `${title}: ${violation}`))

const withClients = async <A>(
  {
    store,
    clients = 2,
    guards = [],
    decisions = [],
    open = (source) => openClientele({ store: source, guards, decisions }),
  }: RaceOptions,
  action: (clients: readonly [Client, ...Client[]]) => Promise<A>,
): Promise<A> => {
  const others: Client[] = []
  const first = await open(store)
  try {
    for (let count = 1; count < clients; count += 1) others.push(await open(store))
    return await action([first, ...others])
  } finally {
    for (const crm of [first, ...others]) await crm.close()
  }
}

const countOf = (value: number | undefined, defaultCount: number, name: string): number => {
  if (value === undefined) return defaultCount
  return Number.isSafeInteger(value) && value >= 1 ? value : assert.fail(`${name}: expected a whole number from 1 on`)
}

const isListOfCommands = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null)

const refuseMalformed = ({ commands, before }: RaceOptions): void => {
  if (!isListOfCommands(commands)) throw new TypeError('race: commands: expected a list of commands to execute')
  if (before !== undefined && !isListOfCommands(before))
    throw new TypeError('race: before: expected a list of commands')
}

const executeRace = async (clients: readonly [Client, ...Client[]], options: RaceOptions) => {
  const [first] = clients
  const last = clients.at(-1) ?? first
  const steps = options.commands.map(stepOf)
  await executeTasks([first], tasksOf((options.before ?? beginning).map(stepOf), [], 'b'), 1)
  const initialLog = await logOf(first, null, tableOf(options).events)
  const tasks = tasksOf(steps, initialLog, 'r')
  const executed = await executeTasks(clients, tasks, countOf(options.atOnce, 4, 'atOnce'))
  const log = await logOf(last, null, tableOf(options).events)
  const { broken, sound } = outOfOrder(executed, log, first.store.capabilities, options)
  const problems = [
    ...receiptProblems(log, initialLog.length, executed),
    ...revisionProblems(log),
    ...broken,
    ...brokenInvariants(sound, steps),
    ...repeatProblems(executed, await executeTasks([last], tasks, 1)),
    ...(await Promise.all(clients.map(viewProblems))).flat(),
  ]
  return { log, executed, problems }
}

/**
 * Executes commands concurrently on several clients of one store, and checks that together they behave like one client:
 * there is one order in which every answer is right, no event is lost or stored twice, every invariant holds, a command
 * sent again under its id has the same receipt, and the views of every client equal those of the log. Rejects with an
 * `AssertionError` that lists what is broken.
 */
export function race<const D extends readonly HostDecision[]>(
  options: RaceOptions & { readonly decisions: D },
): Promise<RaceResult<EventOf<D>>>
export function race(options: RaceOptions): Promise<RaceResult>
export async function race(options: RaceOptions): Promise<RaceResult> {
  refuseUnknownOptions('race', options, optionNames)
  refuseMalformed(options)
  countOf(options.clients, 2, 'clients')
  const { log, executed, problems } = await withClients(options, (clients) => executeRace(clients, options))
  if (problems.length === 0) return { log, executed }
  const message = `The race broke ${problems.length} promises:\n${problems.join('\n')}`
  throw new AssertionError({ message, actual: problems, expected: [], operator: 'race' })
}
