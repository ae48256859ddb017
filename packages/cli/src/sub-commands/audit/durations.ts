import { writeAnswer } from '../../answers/answer.js'
import { usageFailure } from '../../cli-error.js'
import type { Question } from './question.js'

/** How long a customer was in a group, segment or status, or had an owner. */
export const durations: Question = {
  subject: 'required',
  takes: ['of', 'as-of'],
  needs: ['of'],
  answer: async (args, io, { audit, asking }, subject) => {
    const { of } = args
    if (subject?.kind !== 'customer' || of === undefined) return usageFailure('"audit durations" is about a customer.')
    const { asOf, viewer, locale } = asking
    const params = {
      ...{ viewer, locale, asOf, of },
      subject: { kind: subject.kind, id: subject.id },
      offset: args.offset,
      limit: args.limit,
    }
    return writeAnswer(args, io, {
      json: () => audit.durations(params),
      listing: () => audit.durationsListing(params),
    })
  },
}
