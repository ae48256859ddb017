import assert from 'node:assert/strict'
import {
  type Clientele,
  type Context,
  type HostTypes,
  type Outcome,
  openClientele,
  type Receipt,
} from '@clientele/adapters'
import type { KnownEvent, Message, Meta, StoreSource } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import {
  beginning,
  commandOf,
  type ExecutedCommand,
  type History,
  historyOf,
  metasOf,
  type Step,
} from '../histories/index.js'
import { decodedEvent, type EventReader } from '../model/index.js'

/** The part of a register that races and histories use, with any additions of a host. */
export type Client = Pick<
  Clientele<HostTypes>,
  'executeUnknown' | 'events' | 'caughtUp' | 'rebuild' | 'close' | 'store'
>

/** Reads the events of a register's log after a position, decoded. */
export const logOf = async (
  crm: Client,
  after: string | null = null,
  reader?: EventReader,
): Promise<readonly KnownEvent[]> => {
  const events: KnownEvent[] = []
  for await (const batch of crm.events({ after })) events.push(...batch.map((event) => decodedEvent(event, reader)))
  return events
}

/** A command that a register executed, with its outcome; `receipt` is `null` if it was refused or failed. */
export type Executed = {
  readonly meta: Meta
  readonly command: Message
  readonly outcome: Outcome<unknown, HostTypes>
  readonly receipt: Receipt | null
}

/** Converts the metadata of a command to the context that a register takes. */
export const contextOf = ({ by, host, at, today, commandId }: Meta): Context => ({
  by,
  as: host === true ? 'host' : undefined,
  at,
  today,
  commandId,
})

/** Executes a command on a register. */
export const executeOn = async (crm: Client, command: Message, meta: Meta): Promise<Executed> => {
  const outcome = await crm.executeUnknown(command, contextOf(meta))
  return { meta, command, outcome, receipt: isLeft(outcome) ? null : outcome.right }
}

const answerOf = ({ outcome }: Executed, appended: readonly KnownEvent[]): ExecutedCommand['answer'] => {
  if (isLeft(outcome)) return { events: [], refusals: [outcome.left] }
  return { events: outcome.right.events.length === 0 ? [] : appended, refusals: outcome.right.failures ?? [] }
}

/** Executes `beginning` and then these steps on a register, one after another. */
export const executeStepsOn = async (crm: Client, rest: readonly Step[]): Promise<History> => {
  const steps = [...beginning, ...rest]
  const log: KnownEvent[] = []
  const commands: ExecutedCommand[] = []
  for (const [index, meta] of metasOf(steps).entries()) {
    const step = steps[index] ?? assert.fail('a step has a context')
    const command = commandOf(step, meta.today, log)
    const executed = await executeOn(crm, command, meta)
    const before = log.length
    log.push(...(await logOf(crm, log.at(-1)?.position ?? null)))
    commands.push({ command, meta, answer: answerOf(executed, log.slice(before)), before, after: log.length })
  }
  return historyOf(log, commands)
}

/** Opens a register on a store, and executes `beginning` and these steps on it. The caller closes `crm`. */
export const executeOnStore = async (
  store: StoreSource,
  rest: readonly Step[],
): Promise<History & { readonly crm: Clientele }> => {
  const crm = await openClientele({ store })
  return { ...(await executeStepsOn(crm, rest)), crm }
}
