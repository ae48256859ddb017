import { type CommandType, idOfStream, type KnownEvent, type Message } from '@clientele/domain'
import { createProjections, type Projections } from '@clientele/projections'
import { type ExecutedCommand, type History, historyOf } from '../histories/index.js'

/** What is defined of an invariant; `broken` lists every place of a history where it does not hold. */
type Definition = {
  readonly title: string
  readonly about: readonly CommandType[]
  readonly without?: (command: Message) => boolean
  broken(history: History): readonly string[]
}

/**
 * What is always true of a log, whatever was commanded: call it with a log. `commands` are the commands that made it,
 * where they are known: what an invariant says of commands cannot be seen in a log alone, and holds there.
 */
export type Invariant = {
  (log: readonly KnownEvent[], commands?: readonly ExecutedCommand[]): boolean
  /** The rule in a sentence. */
  readonly title: string
  /** The types of command it is most about. */
  readonly about: readonly CommandType[]
  /** Lists every place where it is broken, for people; empty if it holds. */
  violationsOf(log: readonly KnownEvent[], commands?: readonly ExecutedCommand[]): readonly string[]
  /** Whether a command changes the rule itself, as a policy does: it does not hold in histories with such a command. */
  isChangedBy(command: Message): boolean
}

/** Defines an invariant. */
export const invariant = ({ title, about, without, broken }: Definition): Invariant => {
  const violationsOf: Invariant['violationsOf'] = (log, commands = []) => broken(historyOf(log, commands))
  const holds = (log: readonly KnownEvent[], commands: readonly ExecutedCommand[] = []): boolean =>
    violationsOf(log, commands).length === 0
  return Object.assign(holds, { title, about, violationsOf, isChangedBy: without ?? (() => false) })
}

/** The views of a log on the day of its last event. */
export const projected = (log: readonly KnownEvent[]): Projections => {
  const now = log.at(-1)?.recordedAt
  const projections = createProjections(now === undefined ? undefined : () => now)
  projections.applyAll(log)
  return projections
}

/** The employees who are active on the day of the last event. */
export const activeEmployees = ({ register }: Projections): readonly string[] =>
  [...register.tables.employees.rows()]
    .filter(({ inactiveFrom }) => inactiveFrom === null || register.today() < inactiveFrom)
    .map(({ employeeId }) => employeeId)

export const eventsOf = ({ log }: History, { before, after }: ExecutedCommand): readonly KnownEvent[] =>
  log.slice(before, after)

export const written = ({ command, meta }: ExecutedCommand, found: unknown): string =>
  `${meta.commandId} on ${meta.today}: ${JSON.stringify(command)}: ${JSON.stringify(found)}`

export const commandsOf = ({ commands }: History, types: readonly string[]): readonly ExecutedCommand[] =>
  commands.filter(({ command }) => types.includes(command.type))

/** Chapters of some command types in which an event of another stream than they should touch was appended. */
export const touching = (history: History, types: readonly string[], isForbidden: (stream: string) => boolean) =>
  commandsOf(history, types).flatMap((executed) =>
    eventsOf(history, executed)
      .filter(({ stream }) => isForbidden(stream))
      .map(({ stream }) => written(executed, stream)),
  )

export const isPolicy =
  (...keys: readonly string[]) =>
  ({ type, data }: { readonly type: string; readonly data: unknown }): boolean =>
    type === 'InitialiseTenant' ||
    (type === 'ChangePolicy' && typeof data === 'object' && data !== null && keys.includes(Reflect.get(data, 'key')))

export const registeredIn = (log: readonly KnownEvent[]): readonly string[] =>
  log.filter(({ type }) => type === 'CustomerRegistered').map(({ stream }) => idOfStream(stream))

/** Registered customers that were neither merged away nor deleted. */
export const liveIn = (log: readonly KnownEvent[]): readonly string[] => {
  const gone = new Set(
    log.flatMap(({ type, stream }) => (type === 'CustomerMergedInto' || type === 'CustomerDeleted' ? [stream] : [])),
  )
  return registeredIn(log).filter((customerId) => !gone.has(`customer-${customerId}`))
}
