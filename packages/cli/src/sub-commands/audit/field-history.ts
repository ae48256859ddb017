import { writeAnswer } from '../../answers/answer.js'
import { failed, usageFailure } from '../../cli-error.js'
import type { Question } from './question.js'

/** The values of a field, with their days and when each was known. */
export const fieldHistory: Question = {
  subject: 'required',
  takes: ['field'],
  needs: ['field'],
  answer: async (args, io, { audit, asking }, subject) => {
    const [field, ...others] = args.field ?? []
    if (subject === undefined || field === undefined || others.length > 0)
      return usageFailure('"audit field-history" is about one SUBJECT and one --field.')
    const params = { viewer: asking.viewer, locale: asking.locale, subject, field }
    const page = { offset: args.offset, limit: args.limit }
    if (audit.fieldHistory({ ...params, limit: 1 }).length === 0)
      return failed(`Nothing was ever said of the field "${field}" of "${subject.id}": see "clientele history --json".`)
    return writeAnswer(args, io, {
      json: () => audit.fieldHistory({ ...params, ...page }),
      listing: () => audit.fieldHistoryListing({ ...params, ...page }),
    })
  },
}
