import { type JsonSchema, once, type Schemas, schemaDocument, schemaOf } from '@clientele/domain'
import type { Audit } from '../audit/audit.js'
import { auditCodecs } from '../audit/fields.js'
import { questionCodec } from '../questions/codecs.js'
import { histories, type Views, views } from '../views/views.js'
import { answerSchemas, auditAnswerSchemas } from './answer-schemas.js'

const viewNames = Object.keys({ ...views, ...histories }) as readonly (keyof Views)[]

const auditNames = Object.keys(auditCodecs) as readonly (keyof Audit)[]

const ofEach = <Name extends string>(names: readonly Name[], schemaFor: (name: Name) => JsonSchema): Schemas<Name> =>
  Object.fromEntries(names.map((name) => [name, schemaDocument(name, schemaFor(name))])) as Schemas<Name>

const ofAnswers = once(() => ofEach(viewNames, (view) => JSON.parse(answerSchemas[view] ?? '')))
const ofQuestions = once(() => ofEach(viewNames, (view) => schemaOf(questionCodec(view), 'closed')))
const ofAuditAnswers = once(() => ofEach(auditNames, (name) => JSON.parse(auditAnswerSchemas[name] ?? '')))
const ofAuditQuestions = once(() => ofEach(auditNames, (name) => schemaOf(auditCodecs[name], 'closed')))

/**
 * JSON Schemas (draft 2020-12, nothing referenced) by the names of the views. `answers`: what a view answers with, as JSON;
 * of one that may refuse, the answer in the `Right`; rows that are produced lazily are an array. Columns of the host are
 * members of the rows of lists like ours. `questions`: the parameters of a view. Made when they are first asked for.
 */
export const viewSchemas = {
  get answers(): Schemas<keyof Views> {
    return ofAnswers()
  },
  get questions(): Schemas<keyof Views> {
    return ofQuestions()
  },
}

/** JSON Schemas by the names of the audit questions: of what they answer with, and of their parameters. */
export const auditSchemas = {
  get answers(): Schemas<keyof Audit> {
    return ofAuditAnswers()
  },
  get questions(): Schemas<keyof Audit> {
    return ofAuditQuestions()
  },
}
