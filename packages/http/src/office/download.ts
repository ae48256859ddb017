import { answerFile } from '../answering/file.js'
import { fileNameOf } from '../answering/file-name.js'
import { isListing } from '../answering/listing.js'
import { answerRefusal, refuse } from '../answering/problem.js'
import { answerTo, auditOf, viewsOf } from '../asking/answer.js'
import { auditQuestions, viewQuestions } from '../asking/questions.js'
import type { App, Asked, Service } from '../environment.js'
import { route } from '../routes.js'
import { instantOf } from './moment/moment.js'

const form = /^([A-Za-z]+)\.(csv|jsonl|xlsx)$/

/** The query, with `knownAt` as an instant: pages have a day. */
const queryIn = (service: Service, asked: Asked): URLSearchParams => {
  const query = new URL(asked.req.url).searchParams
  const known = query.get('knownAt')
  if (known !== null) query.set('knownAt', instantOf(service, known))
  return query
}

/**
 * `GET /download/<listing>.xlsx` (or `.csv`, `.jsonl`): a listing as a file, for links, which cannot send an `Accept`
 * header.
 */
export const addDownloads = (app: App, service: Service): void =>
  route(app, '/download/:file', {
    GET: async (asked) => {
      const [, name = '', ending] = form.exec(asked.req.param('file') ?? '') ?? []
      const isView = viewQuestions().has(name)
      const question = viewQuestions().get(name) ?? auditQuestions().get(name)
      if (question === undefined || !question.isListing) return refuse(asked, 'AddressNotFound')
      const found = await answerTo(service, asked, {
        question,
        source: isView ? viewsOf : auditOf,
        query: queryIn(service, asked),
      })
      if (found._tag === 'Left') return answerRefusal(asked, found.left)
      if (!isListing(found.right)) return refuse(asked, 'AddressNotFound')
      return answerFile(asked, {
        name: fileNameOf(service, asked, name),
        format: ending === 'csv' || ending === 'jsonl' ? ending : 'xlsx',
        listing: found.right,
        csvFor: asked.var.locale === 'en' ? undefined : 'excel-eu',
      })
    },
  })
