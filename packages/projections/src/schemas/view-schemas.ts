import { type JsonSchema, once, type Schemas, schemaDocument, schemaOf } from '@clientele/domain'
import type { Audit } from '../audit/audit.js'
import { auditCodecs } from '../audit/fields.js'
import { questionCodec } from '../questions/codecs.js'
import { histories, type Views, views } from '../views/views.js'
import { answerSchemas, auditAnswerSchemas } from './answer-schemas.js'

const viewNames = Object.keys({ ...views, ...histories }) as readonly (keyof Views)[]

const auditNames = Object.keys(auditCodecs) as readonly (keyof Audit)[]

const schemasOf = <Name extends string>(names: readonly Name[], schemaFor: (name: Name) => JsonSchema): Schemas<Name> =>
  Object.freeze(Object.fromEntries(names.map((name) => [name, schemaDocument(name, schemaFor(name))]))) as Schemas<Name>

const answersOnce = once(() => schemasOf(viewNames, (view) => JSON.parse(answerSchemas[view] ?? '')))
const questionsOnce = once(() => schemasOf(viewNames, (view) => schemaOf(questionCodec(view), 'closed')))
const auditAnswersOnce = once(() => schemasOf(auditNames, (name) => JSON.parse(auditAnswerSchemas[name] ?? '')))
const auditQuestionsOnce = once(() => schemasOf(auditNames, (name) => schemaOf(auditCodecs[name], 'closed')))

/**
 * JSON Schemas (draft 2020-12, without references) by the names of the views. `answers`: the answer of a view as JSON;
 * for views that may refuse, the answer in the `Right`; lazily produced rows are an array. Columns of the host are
 * members of the rows of lists, like built-in columns. `questions`: the parameters of a view. Created on first use, and
 * frozen.
 */
export const viewSchemas = Object.freeze({
  get answers(): Schemas<keyof Views> {
    return answersOnce()
  },
  get questions(): Schemas<keyof Views> {
    return questionsOnce()
  },
})

/** JSON Schemas by the names of the audit questions: of their answers and of their parameters. Frozen. */
export const auditSchemas = Object.freeze({
  get answers(): Schemas<keyof Audit> {
    return auditAnswersOnce()
  },
  get questions(): Schemas<keyof Audit> {
    return auditQuestionsOnce()
  },
})
