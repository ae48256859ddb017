import { type HistorySubject, messagesFor, translate } from '@clientele/projections'
import { writeAnswer } from '../../answers/answer.js'
import { type Ending, usageFailure } from '../../cli-error.js'
import { type Io, say } from '../../io.js'
import type { Auditing } from '../../opening/opening.js'
import { nothingKnown } from '../lists/subject.js'
import type { AuditArgs } from './options.js'
import type { Question } from './question.js'

/** A short answer: yes or no, and why. */
const tellVerdict = (io: Io, isSo: boolean, because: string, { asking }: Auditing): void => {
  const messages = messagesFor(asking.locale)
  say(io, `${isSo ? messages.yes : messages.no}: ${translate(messages, because)}.`)
}

const pageOf = ({ offset, limit }: AuditArgs) => ({ offset, limit })

const explainResponsibility = async (
  args: AuditArgs,
  io: Io,
  register: Auditing,
  { kind, id }: HistorySubject,
  employeeId: string,
): Promise<Ending> => {
  if (kind !== 'customer' && kind !== 'project')
    return usageFailure('"audit explain" with --employee is about a customer or project.')
  const about = { ...register.asking, ...pageOf(args), employeeId, roleId: args.role }
  const params = kind === 'customer' ? { ...about, customerId: id } : { ...about, projectId: id }
  const explained = register.audit.explain(params)
  if (explained === null) return nothingKnown(id)
  if (!args.json) tellVerdict(io, explained.responsible, explained.because, register)
  return writeAnswer(args, io, {
    json: () => explained,
    listing: () => register.audit.explainListing(params),
  })
}

type Channel = NonNullable<AuditArgs['channel']>

const explainPermission = async (
  args: AuditArgs,
  io: Io,
  register: Auditing,
  { kind, id }: HistorySubject,
  channel: Channel,
): Promise<Ending> => {
  if (kind !== 'customer' && kind !== 'contact')
    return usageFailure('"audit explain" with --channel is about a person or customer.')
  const about = { ...register.asking, ...pageOf(args), channel }
  const params =
    kind === 'customer' ? { ...about, customerId: id } : { ...about, personId: id, customerId: args.customer }
  const explained = register.audit.explain(params)
  if (explained === null) return nothingKnown(id)
  if (!args.json) tellVerdict(io, explained.allowed, explained.because, register)
  return writeAnswer(args, io, {
    json: () => explained,
    listing: () => register.audit.explainListing(params),
  })
}

/** Why somebody is (or is not) responsible, or may (or may not) be contacted. */
export const explain: Question = {
  subject: 'required',
  takes: ['employee', 'role', 'channel', 'customer', 'as-of'],
  answer: async (args, io, register, subject) => {
    const { employee, channel, role, customer } = args
    if (subject === undefined || (employee === undefined) === (channel === undefined))
      return usageFailure('"audit explain" needs either --employee or --channel.')
    if (employee !== undefined)
      return customer === undefined
        ? explainResponsibility(args, io, register, subject, employee)
        : usageFailure('--customer goes with --channel.')
    if (channel === undefined || role !== undefined) return usageFailure('--role goes with --employee.')
    return explainPermission(args, io, register, subject, channel)
  },
}
