import { type Clientele, type Outcome, openClientele, type Receipt } from '@clientele/adapters'
import {
  categoryOf,
  type KnownEvent,
  type Message,
  type Meta,
  type RecordedEvent,
  readEvent,
  type StreamOf,
} from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { beginning, metasOf, type Step, told } from './commands.js'
import type { Chapter, Story } from './story.js'

type StoreSource = Parameters<typeof openClientele>[0]['store']

/** A recorded event, decoded. */
export const knownOf = (recorded: RecordedEvent): KnownEvent => {
  const read = readEvent(recorded)
  if (isLeft(read) || read.right === null) throw new Error(`${recorded.type} at ${recorded.position} is not readable`)
  return read.right
}

/** Everything in a register's log after a position. */
export const logOf = async (crm: Clientele, after: string | null = null): Promise<readonly KnownEvent[]> => {
  const events: KnownEvent[] = []
  for await (const batch of crm.events({ after })) events.push(...batch.map(knownOf))
  return events
}

/** Folds the streams of a log that does not grow, each once: rules ask for them again and again. */
const foldedOnce = (log: readonly KnownEvent[]): Story['stateOf'] => {
  const streams = new Map<string, KnownEvent[]>()
  for (const event of log) {
    const events = streams.get(event.stream)
    if (events === undefined) streams.set(event.stream, [event])
    else events.push(event)
  }
  const states = new Map<string, unknown>()
  return <State>({ name, aggregate }: StreamOf<State>): State => {
    if (!states.has(name)) states.set(name, aggregate.fold(aggregate.initial, streams.get(name) ?? []))
    return states.get(name) as State
  }
}

/** A log as a story without chapters, for rules that hold over logs whoever wrote them. */
export const storyOf = (log: readonly KnownEvent[], chapters: readonly Chapter[] = []): Story => ({
  chapters,
  log,
  stateOf: foldedOnce(log),
  execute: () => {
    throw new Error(`a story of ${new Set(log.map(({ stream }) => categoryOf(stream))).size} kinds is over`)
  },
})

/** A command that was executed, with what the client was told: a receipt when it was accepted. */
export type Executed = {
  readonly meta: Meta
  readonly command: Message
  readonly outcome: Outcome
  readonly receipt: Receipt | null
}

/** What comes with a command, for the front door. */
export const contextOf = ({ by, host, at, today, commandId }: Meta) => ({
  by,
  as: host === true ? ('host' as const) : undefined,
  at,
  today,
  commandId,
})

/** Executes a command with everything that comes with it. */
export const execute = async (crm: Clientele, command: Message, meta: Meta): Promise<Executed> => {
  const outcome = await crm.executeUnknown(command, contextOf(meta))
  return { meta, command, outcome, receipt: isLeft(outcome) ? null : outcome.right }
}

/** Executes the beginning and a history through the front door; `crm` shows the views it ended with. */
export const toldEndToEnd = async (store: StoreSource, rest: readonly Step[]): Promise<Story & { crm: Clientele }> => {
  const crm = await openClientele({ store })
  const history = [...beginning, ...rest]
  const metas = metasOf(history)
  const log: KnownEvent[] = []
  const chapters: Chapter[] = []
  for (const [index, step] of history.entries()) {
    const meta = metas[index] as Meta
    const command = told(step, meta.today, log)
    const outcome = await crm.executeUnknown(command, contextOf(meta))
    const before = log.length
    log.push(...(await logOf(crm, log.at(-1)?.position ?? null)))
    const refusals = isLeft(outcome) ? [outcome.left] : (outcome.right.failures ?? [])
    const events = isLeft(outcome) || outcome.right.events.length === 0 ? [] : log.slice(before)
    chapters.push({ command, meta, answer: { events, refusals }, before, after: log.length })
  }
  return { ...storyOf(log, chapters), crm }
}
