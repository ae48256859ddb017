import { once, type Schemas, schemaDocument, schemaOf } from '@clientele/domain'
import type { Audit } from '../audit/audit.js'
import { changesQuestion, durationsQuestion, fieldHistoryQuestion } from '../audit/fields.js'

const codecs = {
  changes: changesQuestion,
  changesListing: changesQuestion,
  fieldHistory: fieldHistoryQuestion,
  fieldHistoryListing: fieldHistoryQuestion,
  durations: durationsQuestion,
  durationsListing: durationsQuestion,
} as const satisfies { readonly [K in keyof Audit]: unknown }

const ofQuestions = once(
  (): Schemas<string> =>
    Object.fromEntries(
      Object.entries(codecs).map(([name, codec]) => [name, schemaDocument(name, schemaOf(codec, 'closed'))]),
    ),
)

/** JSON Schemas (draft 2020-12, nothing referenced) of the parameters of every audit question, by its name. */
export const auditSchemas = {
  get questions(): Schemas<string> {
    return ofQuestions()
  },
}
