import { fileNameOf } from '../answering/file-name.js'
import { answerListing, takesJson } from '../answering/formats.js'
import { isListing } from '../answering/listing.js'
import { linkNextPage } from '../answering/next-page.js'
import { answerRefusal, refuse } from '../answering/problem.js'
import { createRevisionTags } from '../answering/revision-tag.js'
import { answerTo, standardLimit, viewsOf } from '../asking/answer.js'
import { type Question, viewQuestions } from '../asking/questions.js'
import type { App, Asked, Service } from '../environment.js'
import { type Answering, route } from '../routes.js'

/** The cards: the parameter that names the subject, and the category of its stream. */
const cards: ReadonlyMap<string, { readonly id: string; readonly category: string }> = new Map([
  ['customerCard', { id: 'customerId', category: 'customer' }],
  ['contactCard', { id: 'personId', category: 'person' }],
  ['projectCard', { id: 'projectId', category: 'project' }],
])

type Tags = (stream: string) => Promise<string | null>

const tagOf = async (asked: Asked, { name }: Question, tags: Tags): Promise<string | null> => {
  const card = cards.get(name)
  const id = card === undefined ? undefined : asked.req.query(card.id)
  return card === undefined || id === undefined || id === '' ? null : tags(`${card.category}-${id}`)
}

/** Responds to a question; 404 if the answer is `null`. */
const answer = async (service: Service, asked: Asked, question: Question, tags: Tags): Promise<Response> => {
  if (!question.isListing && !takesJson(asked.req.header('accept'))) return refuse(asked, 'FormatNotOffered')
  const tag = await tagOf(asked, question, tags)
  const found = await answerTo(service, asked, { question, source: viewsOf })
  if (found._tag === 'Left') return answerRefusal(asked, found.left)
  if (found.right === null || found.right === undefined) return refuse(asked, 'RecordNotFound')
  if (question.isListing && isListing(found.right))
    return answerListing(asked, fileNameOf(service, asked, question.name), found.right)
  if (tag !== null) asked.header('etag', tag)
  if (question.fields.has('limit')) linkNextPage(asked, found.right, standardLimit)
  return asked.json(found.right)
}

/** `GET /views/<name>`: every view, with flat query parameters. */
export const addViews = (app: App, service: Service): void => {
  const tags = createRevisionTags(service.crm)
  const get: Answering = (asked) => {
    const question = viewQuestions().get(asked.req.param('name') ?? '')
    return question === undefined ? refuse(asked, 'AddressNotFound') : answer(service, asked, question, tags)
  }
  route(app, '/views/:name', { GET: get })
}
