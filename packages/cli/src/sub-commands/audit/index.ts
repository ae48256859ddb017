import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type CliError, type Ending, usageFailure } from '../../cli-error.js'
import type { Io } from '../../io.js'
import { type Auditing, withAudit } from '../../opening/opening.js'
import { subCommand } from '../../sub-command.js'
import { kindOfSubject, nothingKnown } from '../lists/subject.js'
import { changes } from './changes.js'
import { difference } from './difference.js'
import { durations } from './durations.js'
import { explain } from './explain.js'
import { fieldHistory } from './field-history.js'
import { type AuditArgs, auditOptions, type QuestionOption } from './options.js'
import type { Question } from './question.js'
import { timeline } from './timeline.js'

/** All questions by name. */
const questions: ReadonlyMap<string, Question> = new Map([
  ['changes', changes],
  ['field-history', fieldHistory],
  ['timeline', timeline],
  ['durations', durations],
  ['difference', difference],
  ['explain', explain],
])

const limitOptions: readonly QuestionOption[] = [
  ...(['from', 'to', 'recorded-from', 'recorded-to', 'by', 'type', 'field', 'origin'] as const),
  ...(['correlation', 'command', 'of', 'as-of', 'from-known-at', 'to-known-at', 'svg'] as const),
  ...(['employee', 'role', 'channel', 'customer'] as const),
]

const isLater = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && one > other

/** Refuses options that a question does not have, and a question without its required options. */
const checkUsage = (args: AuditArgs, { subject, takes, needs = [] }: Question): Either<CliError, void> => {
  const { QUESTION } = args
  const other = limitOptions.find((name) => args[name] !== undefined && !takes.includes(name))
  if (other !== undefined) return usageFailure(`"audit ${QUESTION}" does not take --${other}.`)
  const missing = needs.find((name) => args[name] === undefined)
  if (missing !== undefined) return usageFailure(`"audit ${QUESTION}" needs --${missing}.`)
  if (subject === 'required' && args.SUBJECT === undefined) return usageFailure(`"audit ${QUESTION}" needs a SUBJECT.`)
  if (isLater(args.from, args.to)) return usageFailure('--from is later than --to: exchange them.')
  if (isLater(args['recorded-from'], args['recorded-to']))
    return usageFailure('--recorded-from is later than --recorded-to: exchange them.')
  return right(undefined)
}

const answer = (args: AuditArgs, io: Io, register: Auditing, question: Question): Promise<Ending> | Ending => {
  const { SUBJECT: id } = args
  if (id === undefined) return question.answer(args, io, register, undefined)
  const kind = kindOfSubject(register, id, args.kind)
  return kind === undefined ? nothingKnown(id) : question.answer(args, io, register, { kind, id })
}

const ask = async (args: AuditArgs, io: Io): Promise<Ending> => {
  const question = questions.get(args.QUESTION)
  if (question === undefined)
    return usageFailure(`There is no question "${args.QUESTION}": ask for ${[...questions.keys()].join(', ')}.`)
  const refused = checkUsage(args, question)
  return isLeft(refused) ? refused : withAudit(args, io, async (register) => answer(args, io, register, question))
}

/** Audit questions: what happened, by whom, when, and what was known when. */
export const audit = subCommand({
  name: 'audit',
  about: 'what changed, the values of a field in time, how long in a group, what differs between days, and why',
  order: 'changes come newest first, as the log has them; all else the first day first.',
  positionals: {
    QUESTION: { about: `what is asked: ${[...questions.keys()].join(', ')}` },
    SUBJECT: { about: 'the id of whom or what it is about', optional: true },
  },
  options: auditOptions,
  examples: [
    ['audit changes --by anna --from 2026-01-01', 'what Anna changed since new year'],
    ['audit changes acme --field status --csv status.csv', 'every change of the status of a customer, as CSV'],
    ['audit field-history acme --field owner', 'its owners: on which days, and when that was known'],
    ['audit durations acme --of status', 'how long it had each status'],
    ['audit timeline acme --svg acme.svg', 'all its fields as pictures; --field chooses some'],
    ['audit difference --from 2026-01-01', 'what is different today from new year'],
    ['audit explain acme --employee anna', 'why Anna is responsible for the customer, or is not'],
    ['audit explain maria --channel email --customer acme', 'why she may be written to, or may not'],
    ['audit changes --recorded-from 2026-03-02 --recorded-to 2026-03-02', 'everything recorded on a day'],
  ],
  run: ask,
})
