import { fileNameOf } from '../answering/file-name.js'
import { answerListing, takesJson } from '../answering/formats.js'
import { isListing } from '../answering/listing.js'
import { answerRefusal, refuse } from '../answering/problem.js'
import { answerTo, auditOf } from '../asking/answer.js'
import { auditQuestions } from '../asking/questions.js'
import type { App, Service } from '../environment.js'
import { route } from '../routes.js'

/** `GET /audit/<question>`: who changed what, when, and what was known when. */
export const addAudit = (app: App, service: Service): void =>
  route(app, '/audit/:name', {
    GET: async (asked) => {
      const question = auditQuestions().get(asked.req.param('name') ?? '')
      if (question === undefined) return refuse(asked, 'AddressNotFound')
      if (!question.isListing && !takesJson(asked.req.header('accept'))) return refuse(asked, 'FormatNotOffered')
      const found = await answerTo(service, asked, { question, source: auditOf })
      if (found._tag === 'Left') return answerRefusal(asked, found.left)
      if (question.isListing && isListing(found.right))
        return answerListing(asked, fileNameOf(service, asked, question.name), found.right)
      return asked.json(found.right)
    },
  })
