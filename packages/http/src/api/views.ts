import type { App, RequestContext, Service } from '../environment.js'
import { answerTo, defaultLimit, viewsOf } from '../requests/answer.js'
import { knownAtName } from '../requests/fields.js'
import { type Question, viewQuestions } from '../requests/questions.js'
import { fileNameOf } from '../responses/file-name.js'
import { acceptsJson, answerListing, answerSections } from '../responses/formats.js'
import { areSections, isListing } from '../responses/listing.js'
import { linkNextPage } from '../responses/next-page.js'
import { answerRefusal, refuse } from '../responses/problem.js'
import { type Responder, route } from '../routes.js'

/** The cards: the parameter that names the subject, and the category of its stream. */
const cards: ReadonlyMap<string, { readonly id: string; readonly category: string }> = new Map([
  ['customerCard', { id: 'customerId', category: 'customer' }],
  ['contactCard', { id: 'personId', category: 'person' }],
  ['projectCard', { id: 'projectId', category: 'project' }],
])

const tagOf = async ({ revisionTag }: Service, context: RequestContext, { name }: Question): Promise<string | null> => {
  const card = cards.get(name)
  const id = card === undefined ? undefined : context.req.query(card.id)
  // A card of a past moment has no tag: that of now would let a form of then overwrite what has changed since.
  const isPast = context.req.query(knownAtName) !== undefined
  return card === undefined || id === undefined || id === '' || isPast ? null : revisionTag(`${card.category}-${id}`)
}

/** Responds to a question; 404 if the answer is `null`. */
const answer = async (service: Service, context: RequestContext, question: Question): Promise<Response> => {
  if (!question.isListing && !acceptsJson(context.req.header('accept'))) return refuse(context, 'FormatNotOffered')
  const tag = await tagOf(service, context, question)
  const found = await answerTo(service, context, { question, source: viewsOf })
  if (found._tag === 'Left') return answerRefusal(context, found.left)
  if (found.right === null || found.right === undefined) return refuse(context, 'RecordNotFound')
  if (question.isListing && isListing(found.right))
    return answerListing(context, fileNameOf(service, context, question.name), found.right)
  if (question.isListing && areSections(found.right))
    return answerSections(context, fileNameOf(service, context, question.name), found.right)
  if (tag !== null) context.header('etag', tag)
  if (question.fields.has('limit')) linkNextPage(context, found.right, defaultLimit)
  return context.json(found.right)
}

/** `GET /views/<name>`: every view, with flat query parameters. */
export const addViews = (app: App, service: Service): void => {
  const get: Responder = (context) => {
    const question = viewQuestions().get(context.req.param('name') ?? '')
    return question === undefined ? refuse(context, 'AddressNotFound') : answer(service, context, question)
  }
  route(app, '/views/:name', { GET: get })
}
