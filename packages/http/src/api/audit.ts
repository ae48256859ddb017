import type { App, Service } from '../environment.js'
import { answerTo, auditOf } from '../requests/answer.js'
import { auditQuestions } from '../requests/questions.js'
import { fileNameOf } from '../responses/file-name.js'
import { acceptsJson, answerListing } from '../responses/formats.js'
import { isListing } from '../responses/listing.js'
import { answerRefusal, refuse } from '../responses/problem.js'
import { route } from '../routes.js'

/** `GET /audit/<question>`: who changed what, when, and what was known when. */
export const addAudit = (app: App, service: Service): void =>
  route(app, '/audit/:name', {
    GET: async (context) => {
      const question = auditQuestions().get(context.req.param('name') ?? '')
      if (question === undefined) return refuse(context, 'AddressNotFound')
      if (!question.isListing && !acceptsJson(context.req.header('accept'))) return refuse(context, 'FormatNotOffered')
      const found = await answerTo(service, context, { question, source: auditOf })
      if (found._tag === 'Left') return answerRefusal(context, found.left)
      if (question.isListing && isListing(found.right))
        return answerListing(context, fileNameOf(service, context, question.name), found.right)
      return context.json(found.right)
    },
  })
