import { type Either, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { DomainEvent } from './catalogue.js'
import type { Bulk } from './kernel/bulk.js'
import type { Decision, Declared } from './kernel/decision.js'
import type { Decisions } from './kernel/decision-table.js'
import { commandProblemsBy } from './kernel/input/command-problems.js'
import { takeFromOutside } from './kernel/input/outside.js'
import { type Problem, problemsOf, shownText } from './kernel/input/problem.js'
import { nearestOf } from './kernel/input/unknown-fields.js'
import type { CommandDefinition, DataOf, MessageOf } from './kernel/message.js'
import type { RejectionsOf } from './kernel/rejection.js'
import { withFastDecode } from './kernel/values/record.js'
import { activityCommands } from './model/activity/commands.js'
import { activityRejections } from './model/activity/rejections.js'
import { billingCommands } from './model/billing/commands.js'
import { billingRejections } from './model/billing/rejections.js'
import { classifierCommands } from './model/classifiers/commands.js'
import { classifierRejections } from './model/classifiers/rejections.js'
import { contactTraitCommands } from './model/contact-traits/commands.js'
import { customerCommands } from './model/customer/commands.js'
import { customerRejections } from './model/customer/rejections.js'
import { customerGroupCommands } from './model/customer-groups/commands.js'
import { customerGroupRejections } from './model/customer-groups/rejections.js'
import { customerNumberCommands } from './model/customer-numbers/commands.js'
import { customerNumberRejections } from './model/customer-numbers/rejections.js'
import { traitCommands } from './model/customer-traits/commands.js'
import { employeeCommands } from './model/employee/commands.js'
import { employeeRejections } from './model/employee/rejections.js'
import { listPreferencesCommands } from './model/list-preferences/commands.js'
import { listPreferencesRejections } from './model/list-preferences/rejections.js'
import { marketingCommands } from './model/marketing/commands.js'
import { marketingRejections } from './model/marketing/rejections.js'
import { mergingCommands } from './model/merging/commands.js'
import { mergingRejections } from './model/merging/rejections.js'
import { personCommands } from './model/person/commands.js'
import { personRejections } from './model/person/rejections.js'
import { privacyCommands } from './model/privacy/commands.js'
import { privacyRejections } from './model/privacy/rejections.js'
import { projectCommands } from './model/project/commands.js'
import { projectRejections } from './model/project/rejections.js'
import { reportCommands } from './model/reports/commands.js'
import { reportRejections } from './model/reports/rejections.js'
import { responsibilityCommands } from './model/responsibilities/commands.js'
import { responsibilityRejections } from './model/responsibilities/rejections.js'
import { rightRejections } from './model/rights/rejections.js'
import { roleCommands } from './model/roles/commands.js'
import { roleRejections } from './model/roles/rejections.js'
import { settingsCommands } from './model/settings/commands.js'
import { settingsRejections } from './model/settings/rejections.js'
import { specialGroupCommands } from './model/special-groups/commands.js'
import { specialGroupRejections } from './model/special-groups/rejections.js'
import { activityDecisions } from './rules/activity/decide.js'
import { billingDecisions } from './rules/billing/decide.js'
import { classifierDecisions } from './rules/classifiers/decide.js'
import { contactTraitDecisions } from './rules/contact-traits/decide.js'
import { customerDecisions } from './rules/customer/decide.js'
import { customerGroupDecisions } from './rules/customer-groups/decide.js'
import { customerNumberDecisions } from './rules/customer-numbers/decide.js'
import { traitDecisions } from './rules/customer-traits/decide.js'
import { employeeDecisions } from './rules/employee/decide.js'
import { listPreferencesDecisions } from './rules/list-preferences/decide.js'
import { marketingDecisions } from './rules/marketing/decide.js'
import { mergingDecisions } from './rules/merging/decide.js'
import { personDecisions } from './rules/person/decide.js'
import { privacyDecisions } from './rules/privacy/decide.js'
import { projectDecisions } from './rules/project/decide.js'
import { reportDecisions } from './rules/reports/decide.js'
import { responsibilityDecisions } from './rules/responsibilities/decide.js'
import { guardDecisions } from './rules/rights/asking.js'
import { roleDecisions } from './rules/roles/decide.js'
import { settingsDecisions } from './rules/settings/decide.js'
import { specialGroupDecisions } from './rules/special-groups/decide.js'

/** Every command, by name. */
export const commands = {
  ...customerCommands,
  ...billingCommands,
  ...traitCommands,
  ...responsibilityCommands,
  ...personCommands,
  ...contactTraitCommands,
  ...privacyCommands,
  ...mergingCommands,
  ...marketingCommands,
  ...employeeCommands,
  ...projectCommands,
  ...customerGroupCommands,
  ...specialGroupCommands,
  ...customerNumberCommands,
  ...roleCommands,
  ...classifierCommands,
  ...settingsCommands,
  ...activityCommands,
  ...listPreferencesCommands,
  ...reportCommands,
}

export type Command = MessageOf<typeof commands>
export type CommandType = Command['type']

/** The decision of every command, behind the check of the actor's right. */
export const decisions = guardDecisions({
  ...customerDecisions,
  ...billingDecisions,
  ...traitDecisions,
  ...responsibilityDecisions,
  ...personDecisions,
  ...contactTraitDecisions,
  ...privacyDecisions,
  ...mergingDecisions,
  ...marketingDecisions,
  ...employeeDecisions,
  ...projectDecisions,
  ...customerGroupDecisions,
  ...specialGroupDecisions,
  ...customerNumberDecisions,
  ...roleDecisions,
  ...classifierDecisions,
  ...settingsDecisions,
  ...activityDecisions,
  ...listPreferencesDecisions,
  ...reportDecisions,
} satisfies Decisions<typeof commands>)

type Rules = typeof decisions

/** A command of a type; of a union of types, any of them. */
export type CommandOf<T extends CommandType> = { readonly type: T; readonly data: DataOf<(typeof commands)[T]> }

/** The events that a command of a type can append. */
export type EventsOf<T extends CommandType> = T extends CommandType
  ? Rules[T] extends Declared<infer E>
    ? Extract<DomainEvent, { readonly type: E }>
    : never
  : never

/** The rejections of a command of a type; for a bulk command, those of its parts. */
export type RejectionsOfCommand<T extends CommandType> = T extends CommandType
  ? Rules[T] extends Declared<string, infer R>
    ? Extract<DomainRejection, { readonly error: R }>
    : never
  : never

/** The types of bulk commands, whose rejections are reported per part. */
export type BulkCommandType = { [T in CommandType]: Rules[T] extends Bulk ? T : never }[CommandType]

/** Every rejection, by name. */
export const rejections = {
  ...customerRejections,
  ...billingRejections,
  ...responsibilityRejections,
  ...personRejections,
  ...privacyRejections,
  ...mergingRejections,
  ...marketingRejections,
  ...employeeRejections,
  ...projectRejections,
  ...customerGroupRejections,
  ...specialGroupRejections,
  ...customerNumberRejections,
  ...roleRejections,
  ...classifierRejections,
  ...settingsRejections,
  ...activityRejections,
  ...listPreferencesRejections,
  ...reportRejections,
  ...rightRejections,
}

/** Why a rule refused a command. */
export type DomainRejection = RejectionsOf<typeof rejections>

/** Why a value from outside is not a command; `path` is empty if the value as a whole is wrong. */
export type MalformedCommand = { readonly error: 'MalformedCommand'; readonly problems: readonly Problem[] }

/** A decoded command with its decision. */
export type ReadCommand = { readonly type: string; readonly data: unknown; readonly decided: Decision | Bulk }

/** A command with its codec and its decision. */
export type CommandRow = {
  readonly decode: (data: unknown) => Either<readonly Problem[], unknown>
  readonly decided: Decision | Bulk
}

/** Commands by name. */
export type CommandTable = { readonly [command: string]: CommandRow }

/** Every command of this library. */
export const commandTable: CommandTable = Object.fromEntries(
  Object.entries(decisions).map(([type, decided]) => {
    const definition = commands[type as CommandType] as CommandDefinition
    return [type, { decode: definition.decode, decided }]
  }),
)

// The names stand in problems.
const typeField = new t.Type('the name of a command', t.string.is, t.string.validate, t.identity)
const dataField = new t.Type('an object of fields', t.UnknownRecord.is, t.UnknownRecord.validate, t.identity)

const Envelope = withFastDecode(
  t.type({ type: typeField, data: dataField }, 'a command {type, data}'),
  [
    { name: 'type', isRequired: true, codec: typeField },
    { name: 'data', isRequired: true, codec: dataField },
  ],
  false,
)

const malformed = (problems: readonly Problem[]): Either<MalformedCommand, never> =>
  left({ error: 'MalformedCommand', problems })

const unknownCommand = (table: CommandTable, type: string): Problem => {
  const nearest = nearestOf(type, Object.keys(table))
  const expected = `the name of a command${nearest === null ? '' : `; did you mean ${nearest}?`}`
  return { path: 'type', expected, actual: shownText(type) }
}

// Paths start inside `data`.
const inData = (problem: Problem): Problem => ({ ...problem, path: problem.path.replace(/^data\.?/, '') })

const problemsInEnvelope = commandProblemsBy(Envelope)

const rowOf = (table: CommandTable, type: string): CommandRow | undefined =>
  Object.hasOwn(table, type) ? table[type] : undefined

/** Decodes a command of a table; see `readCommand`. */
export const readCommandIn = (table: CommandTable, value: unknown): Either<MalformedCommand, ReadCommand> => {
  const taken = takeFromOutside(value)
  if (taken._tag === 'Left') return malformed([inData(taken.left)])
  const envelope = Envelope.decode(taken.right)
  if (envelope._tag === 'Left') return malformed([...problemsOf(envelope.left), ...problemsInEnvelope(taken.right)])
  const { type, data } = envelope.right
  const row = rowOf(table, type)
  if (row === undefined) return malformed([unknownCommand(table, type)])
  const decoded = row.decode(data)
  const around = problemsInEnvelope(taken.right)
  if (decoded._tag === 'Left') return malformed([...decoded.left, ...around])
  return around.length > 0 ? malformed(around) : right({ type, data: decoded.right, decided: row.decided })
}

/**
 * Decodes any value as a command and copies it, so that the caller cannot change it afterwards. Refuses unknown fields,
 * and suggests the most similar known field.
 */
export const readCommand = (value: unknown): Either<MalformedCommand, ReadCommand> => readCommandIn(commandTable, value)
