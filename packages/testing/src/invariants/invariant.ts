import { type CommandType, idOfStream, type KnownEvent, type Message } from '@clientele/domain'
import { createProjections, type Projections } from '@clientele/projections'
import { type ExecutedCommand, type History, historyOf } from '../histories/index.js'
import { type AnyLog, logOfOurs } from '../model/index.js'

/** Defines an invariant. `broken` lists the places where it does not hold; `without` tells which commands change the rule. */
type Definition = {
  readonly title: string
  readonly about: readonly CommandType[]
  readonly without?: (command: Message) => boolean
  broken(history: History): readonly string[]
}

/**
 * A rule that holds for every log, whatever commands were executed. Call it with a log to check it. `commands` are the
 * commands that produced the log, if known; without them, what the rule says about commands is not checked.
 */
export type Invariant = {
  (log: AnyLog, commands?: readonly ExecutedCommand[]): boolean
  /** The rule in a sentence. */
  readonly title: string
  /** The command types that the rule is mainly about. */
  readonly about: readonly CommandType[]
  /** Describes every place where the rule is broken; empty if it holds. */
  violationsOf(log: AnyLog, commands?: readonly ExecutedCommand[]): readonly string[]
  /** Whether a command changes the rule, as some policies do: the rule need not hold in histories with such a command. */
  isChangedBy(command: Message): boolean
}

/** Defines an invariant. */
export const invariant = ({ title, about, without, broken }: Definition): Invariant => {
  const violationsOf: Invariant['violationsOf'] = (log, commands = []) => broken(historyOf(logOfOurs(log), commands))
  const holds = (log: AnyLog, commands: readonly ExecutedCommand[] = []): boolean =>
    violationsOf(log, commands).length === 0
  return Object.assign(holds, { title, about, violationsOf, isChangedBy: without ?? (() => false) })
}

/** Creates the views of a log, computed on the day of its last event. */
export const projected = (log: readonly KnownEvent[]): Projections => {
  const now = log.at(-1)?.recordedAt
  const projections = createProjections(now === undefined ? undefined : () => now)
  projections.applyAll(log)
  return projections
}

/** Lists the employees who are active on the day of the last event. */
export const activeEmployees = ({ register }: Projections): readonly string[] =>
  [...register.tables.employees.rows()]
    .filter(({ inactiveFrom }) => inactiveFrom === null || register.today() < inactiveFrom)
    .map(({ employeeId }) => employeeId)

export const eventsOf = ({ log }: History, { before, after }: ExecutedCommand): readonly KnownEvent[] =>
  log.slice(before, after)

export const describeCommand = ({ command, meta }: ExecutedCommand, found: unknown): string =>
  `${meta.commandId} on ${meta.today}: ${JSON.stringify(command)}: ${JSON.stringify(found)}`

export const commandsOf = ({ commands }: History, types: readonly string[]): readonly ExecutedCommand[] =>
  commands.filter(({ command }) => types.includes(command.type))

/** Describes the commands of some types that appended an event to a forbidden stream. */
export const forbiddenWrites = (history: History, types: readonly string[], isForbidden: (stream: string) => boolean) =>
  commandsOf(history, types).flatMap((executed) =>
    eventsOf(history, executed)
      .filter(({ stream }) => isForbidden(stream))
      .map(({ stream }) => describeCommand(executed, stream)),
  )

export const isPolicy =
  (...keys: readonly string[]) =>
  ({ type, data }: { readonly type: string; readonly data: unknown }): boolean =>
    type === 'InitialiseTenant' ||
    (type === 'ChangePolicy' && typeof data === 'object' && data !== null && keys.includes(Reflect.get(data, 'key')))

export const registeredCustomers = (log: readonly KnownEvent[]): readonly string[] =>
  log.filter(({ type }) => type === 'CustomerRegistered').map(({ stream }) => idOfStream(stream))

/** Lists registered customers that were neither merged into another nor deleted. */
export const liveCustomers = (log: readonly KnownEvent[]): readonly string[] => {
  const gone = new Set(
    log.flatMap(({ type, stream }) => (type === 'CustomerMergedInto' || type === 'CustomerDeleted' ? [stream] : [])),
  )
  return registeredCustomers(log).filter((customerId) => !gone.has(`customer-${customerId}`))
}
