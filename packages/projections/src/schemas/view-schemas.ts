import { type JsonSchema, once, type Schemas, schemaDocument, schemaOf } from '@clientele/domain'
import { questionCodec } from '../questions/codecs.js'
import { histories, type Views, views } from '../views/views.js'
import { answerSchemas } from './answer-schemas.js'

const viewNames = Object.keys({ ...views, ...histories }) as readonly (keyof Views)[]

const ofEveryView = (schemaFor: (view: keyof Views) => JsonSchema): Schemas<keyof Views> =>
  Object.fromEntries(viewNames.map((view) => [view, schemaDocument(view, schemaFor(view))])) as Schemas<keyof Views>

const ofAnswers = once(() => ofEveryView((view) => JSON.parse(answerSchemas[view] ?? '')))

const ofQuestions = once(() => ofEveryView((view) => schemaOf(questionCodec(view), 'closed')))

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
