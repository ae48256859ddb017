import type { ChangesQuestion } from '@clientele/projections'
import { give } from '../../answers/answer.js'
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

/** What changed in the whole register, or about a subject. */
export const changes: Question = {
  subject: 'optional',
  takes: ['from', 'to', 'recorded-from', 'recorded-to', 'by', 'type', 'field', 'origin', 'correlation', 'command'],
  answer: (args, io, register, subject) => {
    const params = paramsOf(args, register, subject)
    return give(args, io, {
      json: () => register.audit.changes(params),
      listing: () => register.audit.changesListing(params),
    })
  },
}
