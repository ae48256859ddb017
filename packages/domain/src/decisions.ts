import { type Either, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { activityCommands } from './activity/commands.js'
import { activityDecisions } from './activity/decide/index.js'
import { activityRejections } from './activity/rejections.js'
import { billingCommands } from './billing/commands.js'
import { billingDecisions } from './billing/decide.js'
import { billingRejections } from './billing/rejections.js'
import { classifierCommands } from './classifiers/commands.js'
import { classifierDecisions } from './classifiers/decide.js'
import { classifierRejections } from './classifiers/rejections.js'
import { contactTraitCommands } from './contact-traits/commands.js'
import { contactTraitDecisions } from './contact-traits/decide.js'
import { customerCommands } from './customer/commands.js'
import { customerDecisions } from './customer/decide/index.js'
import { customerRejections } from './customer/rejections.js'
import { customerGroupCommands } from './customer-groups/commands.js'
import { customerGroupDecisions } from './customer-groups/decide/index.js'
import { customerGroupRejections } from './customer-groups/rejections.js'
import { customerNumberCommands } from './customer-numbers/commands.js'
import { customerNumberDecisions } from './customer-numbers/decide.js'
import { customerNumberRejections } from './customer-numbers/rejections.js'
import { traitCommands } from './customer-traits/commands.js'
import { traitDecisions } from './customer-traits/decide.js'
import { employeeCommands } from './employee/commands.js'
import { employeeDecisions } from './employee/decide/index.js'
import { employeeRejections } from './employee/rejections.js'
import { commandProblemsBy } from './kernel/command-problems.js'
import type { Bulk, Decision, Decisions } from './kernel/decision.js'
import type { Definition, MessageOf } from './kernel/message.js'
import { takeFromOutside } from './kernel/outside.js'
import { type Problem, problemsOf, shownText } from './kernel/problem.js'
import { hastened } from './kernel/record.js'
import type { RejectionsOf } from './kernel/rejection.js'
import { nearestOf } from './kernel/unknown-fields.js'
import { listPreferencesCommands } from './list-preferences/commands.js'
import { listPreferencesDecisions } from './list-preferences/decide.js'
import { listPreferencesRejections } from './list-preferences/rejections.js'
import { marketingCommands } from './marketing/commands.js'
import { marketingDecisions } from './marketing/decide/index.js'
import { marketingRejections } from './marketing/rejections.js'
import { mergingCommands } from './merging/commands.js'
import { mergingDecisions } from './merging/decide/index.js'
import { mergingRejections } from './merging/rejections.js'
import { personCommands } from './person/commands.js'
import { personDecisions } from './person/decide/index.js'
import { personRejections } from './person/rejections.js'
import { privacyCommands } from './privacy/commands.js'
import { privacyDecisions } from './privacy/decide.js'
import { privacyRejections } from './privacy/rejections.js'
import { projectCommands } from './project/commands.js'
import { projectDecisions } from './project/decide.js'
import { projectRejections } from './project/rejections.js'
import { reportCommands } from './reports/commands.js'
import { reportDecisions } from './reports/decide.js'
import { reportRejections } from './reports/rejections.js'
import { responsibilityCommands } from './responsibilities/commands.js'
import { responsibilityDecisions } from './responsibilities/decide/index.js'
import { responsibilityRejections } from './responsibilities/rejections.js'
import { askingForRights } from './rights/asking.js'
import { rightRejections } from './rights/rejections.js'
import { roleCommands } from './roles/commands.js'
import { roleDecisions } from './roles/decide.js'
import { roleRejections } from './roles/rejections.js'
import { settingsCommands } from './settings/commands.js'
import { settingsDecisions } from './settings/decide.js'
import { settingsRejections } from './settings/rejections.js'
import { specialGroupCommands } from './special-groups/commands.js'
import { specialGroupDecisions } from './special-groups/decide.js'
import { specialGroupRejections } from './special-groups/rejections.js'

/** Every command there is, by name. */
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

/** How every command is decided, once the actor is known to have the right it asks for. */
export const decisions: Decisions<typeof commands> = askingForRights<Decisions<typeof commands>>({
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
})

/** Every way to be refused, by name. */
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

/** Why a command was refused by a rule. */
export type DomainRejection = RejectionsOf<typeof rejections>

/** Why a value from outside is no command; `path` is empty when the value as a whole is wrong. */
export type MalformedCommand = { readonly error: 'MalformedCommand'; readonly problems: readonly Problem[] }

/** A decoded command with the way it is decided. */
export type ReadCommand = { readonly type: CommandType; readonly data: unknown; readonly decided: Decision | Bulk }

const Envelope = hastened(
  t.type({ type: t.string, data: t.UnknownRecord }, 'a command {type, data}'),
  [
    { name: 'type', isRequired: true, codec: t.string },
    { name: 'data', isRequired: true, codec: t.UnknownRecord },
  ],
  false,
)

const malformed = (problems: readonly Problem[]): Either<MalformedCommand, never> =>
  left({ error: 'MalformedCommand', problems })

const isCommandType = (type: string): type is CommandType => Object.hasOwn(commands, type)

const unknownCommand = (type: string): Problem => {
  const nearest = nearestOf(type, Object.keys(commands))
  const expected = `the name of a command${nearest === null ? '' : `; did you mean ${nearest}?`}`
  return { path: 'type', expected, actual: shownText(type) }
}

// Paths begin in the data.
const inData = (problem: Problem): Problem => ({ ...problem, path: problem.path.replace(/^data\.?/, '') })

const problemsInEnvelope = commandProblemsBy(Envelope)

const problemsIn = new Map<string, (data: unknown) => readonly Problem[]>(
  Object.entries(commands).map(([type, { codec }]) => [type, commandProblemsBy(codec)]),
)

/**
 * Decodes any value as a command, and copies it: what its owner does with it afterwards changes nothing. A field that no
 * command knows is refused, with the name it is most like.
 */
export const readCommand = (value: unknown): Either<MalformedCommand, ReadCommand> => {
  const taken = takeFromOutside(value)
  if (taken._tag === 'Left') return malformed([inData(taken.left)])
  const envelope = Envelope.decode(taken.right)
  if (envelope._tag === 'Left') return malformed([...problemsOf(envelope.left), ...problemsInEnvelope(taken.right)])
  const { type, data } = envelope.right
  if (!isCommandType(type)) return malformed([unknownCommand(type)])
  const decoded = (commands[type] as Definition).codec.decode(data)
  const [around, within] = [problemsInEnvelope(taken.right), problemsIn.get(type)?.(data) ?? []]
  const problems = around.length === 0 ? within : [...around, ...within]
  if (decoded._tag === 'Left') return malformed([...problemsOf(decoded.left), ...problems])
  return problems.length > 0 ? malformed(problems) : right({ type, data: decoded.right, decided: decisions[type] })
}
