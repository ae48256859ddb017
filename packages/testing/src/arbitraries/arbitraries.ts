import { addDays, type Command, type CommandType, type Instant, type KnownEvent, readCommand } from '@clientele/domain'
import fc from 'fast-check'
import { commandOf, executeHistory } from '../histories/index.js'
import { commandTypes, dataFor } from './data.js'
import { hostile, hostileCommand } from './hostile.js'
import { numbered } from './pools.js'
import { type Lengths, steps } from './steps.js'

const calendarDate: fc.Arbitrary<string> = fc.integer({ min: -60, max: 60 }).map((days) => addDays('2024-03-01', days))

const instant: fc.Arbitrary<Instant> = fc
  .tuple(calendarDate, fc.integer({ min: 0, max: 86_399_999 }))
  .map(([day, milliseconds]) => new Date(Date.parse(`${day}T00:00:00.000Z`) + milliseconds).toISOString())

type CommandOf<T extends CommandType> = Extract<Command, { readonly type: T }>

const isCommand = <T extends CommandType>(command: object): command is CommandOf<T> =>
  readCommand(command)._tag === 'Right'

const command = <T extends CommandType>(type: T): fc.Arbitrary<CommandOf<T>> =>
  fc
    .tuple(dataFor(type), calendarDate)
    .map(([data, today]): object => commandOf({ command: { type, data }, by: 'host', daysLater: 0 }, today, []))
    .filter((value): value is CommandOf<T> => isCommand<T>(value))

type CommandArbitraries = { readonly [T in CommandType]: fc.Arbitrary<CommandOf<T>> }

const commands = Object.fromEntries(commandTypes.map((type) => [type, command(type)])) as CommandArbitraries

/** Generates logs of random commands on an empty register. `lengths` limits the commands after `beginning`. */
export const logs = (lengths: Lengths = {}): fc.Arbitrary<readonly KnownEvent[]> =>
  steps(commandTypes, lengths).map((history) => executeHistory(history).log)

const ids = {
  customer: numbered('c', 6),
  person: numbered('p', 4),
  employee: numbered('e', 5),
  project: numbered('j', 3),
  customerGroup: numbered('g', 5),
  specialGroup: numbered('s', 3),
  report: numbered('r', 3),
} as const

/** Arbitraries of fast-check for commands, logs and values. Ids come from small pools, so commands meet the same subjects. */
export const arbitraries = {
  /** One arbitrary of well-formed commands per type: `arbitraries.commands.RegisterCustomer`. */
  commands,
  /** Well-formed commands of every type. */
  command: fc.oneof(...Object.values(commands)),
  /** Logs of random commands on an empty register: `beginning` and at most 40 further commands. */
  history: logs(),
  /** Untrusted values that are hard to handle. */
  hostile,
  /** Commands with hostile values in them. */
  hostileCommand,
  /** Ids by kind. Every history registers the first of each kind, of most kinds the first two. */
  ids,
  /** Dates `YYYY-MM-DD` around those of the histories. */
  calendarDate,
  /** Points in time as ISO 8601 in UTC, on the same dates. */
  instant,
} as const
