import { type ComparedSubject, comparedKinds, type HistorySubject } from '@clientele/projections'
import { writeAnswer } from '../../answers/answer.js'
import { usageFailure } from '../../cli-error.js'
import type { Question } from './question.js'

const isCompared = (subject: HistorySubject): subject is ComparedSubject =>
  comparedKinds.some((kind) => kind === subject.kind)

/** The fields whose values differ between two moments. */
export const difference: Question = {
  subject: 'optional',
  takes: ['from', 'to', 'from-known-at', 'to-known-at', 'field'],
  answer: async (args, io, { audit, asking }, subject) => {
    if (args.from === undefined && args['from-known-at'] === undefined)
      return usageFailure('"audit difference" needs --from or --from-known-at.')
    if (subject !== undefined && !isCompared(subject))
      return usageFailure(`"audit difference" is about ${comparedKinds.join(', ')}.`)
    const { viewer, locale } = asking
    const params = {
      ...{ viewer, locale, subject },
      fields: args.field?.flatMap((fields) => fields.split(',')),
      from: { asOf: args.from, knownAt: args['from-known-at'] },
      to: { asOf: args.to, knownAt: args['to-known-at'] },
      offset: args.offset,
      limit: args.limit,
    }
    return writeAnswer(args, io, {
      json: () => audit.difference({ ...params, limit: args.limit ?? Number.MAX_SAFE_INTEGER - 1 }),
      listing: () => audit.differenceListing(params),
    })
  },
}
