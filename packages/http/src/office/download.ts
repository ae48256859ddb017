import type { App, RequestContext, Service } from '../environment.js'
import { answerTo, auditOf, viewsOf } from '../requests/answer.js'
import { auditQuestions, viewQuestions } from '../requests/questions.js'
import { answerFile, answerSheets } from '../responses/file.js'
import { fileNameOf } from '../responses/file-name.js'
import { sheetsOf } from '../responses/formats.js'
import { areSections, isListing } from '../responses/listing.js'
import { answerRefusal, refuse } from '../responses/problem.js'
import { route } from '../routes.js'
import { instantOf } from './moment/moment.js'

const form = /^([A-Za-z]+)\.(csv|jsonl|xlsx)$/

/** The query, with `knownAt` as an instant: pages have a day. */
const queryIn = (service: Service, context: RequestContext): URLSearchParams => {
  const query = new URL(context.req.url).searchParams
  const known = query.get('knownAt')
  if (known !== null) query.set('knownAt', instantOf(service, known))
  return query
}

/**
 * `GET /download/<listing>.xlsx` (or `.csv`, `.jsonl`): a listing as a file, for links, which cannot send an `Accept`
 * header. A card in sections is an Excel file only, with a sheet for each.
 */
export const addDownloads = (app: App, service: Service): void =>
  route(app, '/download/:file', {
    GET: async (context) => {
      const [, name = '', ending] = form.exec(context.req.param('file') ?? '') ?? []
      const isView = viewQuestions().has(name)
      const question = viewQuestions().get(name) ?? auditQuestions().get(name)
      if (question === undefined || !question.isListing) return refuse(context, 'AddressNotFound')
      const found = await answerTo(service, context, {
        question,
        source: isView ? viewsOf : auditOf,
        query: queryIn(service, context),
      })
      if (found._tag === 'Left') return answerRefusal(context, found.left)
      if (ending === 'xlsx' && areSections(found.right))
        return answerSheets(context, fileNameOf(service, context, name), sheetsOf(found.right))
      if (!isListing(found.right)) return refuse(context, 'AddressNotFound')
      return answerFile(context, {
        name: fileNameOf(service, context, name),
        format: ending === 'csv' || ending === 'jsonl' ? ending : 'xlsx',
        listing: found.right,
        csvFor: context.var.locale === 'en' ? undefined : 'excel-eu',
      })
    },
  })
