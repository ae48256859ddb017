import { type ChangesQuestion, messagesFor } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { writeAnswer } from '../../answers/answer.js'
import { failed } from '../../cli-error.js'
import { refuseUnknownActor } from '../../opening/known-actor.js'
import type { Auditing } from '../../opening/opening.js'
import type { AuditArgs } from './options.js'
import type { Question } from './question.js'

const paramsOf = (args: AuditArgs, { asking }: Auditing, subject: Subject | undefined): ChangesQuestion => ({
  viewer: asking.viewer,
  locale: asking.locale,
  from: args.from,
  to: args.to,
  recordedFrom: args['recorded-from'],
  recordedTo: args['recorded-to'],
  by: args.by,
  subjects: subject === undefined ? undefined : [subject],
  types: args.type?.flatMap((types) => types.split(',')),
  fields: args.field?.flatMap((fields) => fields.split(',')),
  origin: args.origin,
  correlationId: args.correlation,
  commandId: args.command,
  offset: args.offset,
  limit: args.limit ?? Number.MAX_SAFE_INTEGER,
})

type Subject = NonNullable<ChangesQuestion['subjects']>[number]

/** The first field that has no name and no visible changes. */
const unknownField = ({ fields = [], viewer }: ChangesQuestion, { audit }: Auditing): string | undefined =>
  fields.find(
    (field) =>
      !Object.hasOwn(messagesFor('en').fields, field) &&
      audit.changes({ fields: [field], viewer, limit: 0 }).total === 0,
  )

/** The changes in the whole register, or of a subject. */
export const changes: Question = {
  subject: 'optional',
  takes: ['from', 'to', 'recorded-from', 'recorded-to', 'by', 'type', 'field', 'origin', 'correlation', 'command'],
  answer: async (args, io, register, subject) => {
    const refused = refuseUnknownActor(register, 'by', args.by)
    if (isLeft(refused)) return refused
    const params = paramsOf(args, register, subject)
    const unknown = unknownField(params, register)
    if (unknown !== undefined)
      return failed(
        `There is no field "${unknown}" for --field: "clientele history --json" shows what they are called.`,
      )
    return writeAnswer(args, io, {
      json: () => register.audit.changes(params),
      listing: () => register.audit.changesListing(params),
    })
  },
}
