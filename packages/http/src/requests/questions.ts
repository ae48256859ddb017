import { type JsonSchema, once } from '@clientele/domain'
import { auditSchemas, viewSchemas } from '@clientele/projections'
import { type Fields, fieldsOf } from './fields.js'

/** A question with an address: its parameters, and whether its answer is a listing. */
export type Question = {
  readonly name: string
  readonly schema: JsonSchema
  readonly fields: Fields
  readonly isListing: boolean
}

const isListing = (name: string): boolean => /(Listing|Export|Sections)$/.test(name)

const questionsBy = (schemas: { readonly [name: string]: JsonSchema }): ReadonlyMap<string, Question> =>
  new Map(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      { name, schema, fields: fieldsOf(schema), isListing: isListing(name) },
    ]),
  )

/** All audit questions by name. */
export const auditQuestions = once(() => questionsBy(auditSchemas.questions))

/** All views by name. */
export const viewQuestions = once(() => questionsBy(viewSchemas.questions))
