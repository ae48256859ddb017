import { failureOf } from '@clientele/domain'
import { refusalOf } from '@clientele/projections'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { addAudit } from './api/audit.js'
import { addChanges } from './api/changes.js'
import { addCommands } from './api/commands.js'
import { addHealth } from './api/health.js'
import { addOpenApi } from './api/openapi.js'
import { addViews } from './api/views.js'
import type { App, Service, Variables } from './environment.js'
import { addOffice } from './office/office.js'
import { addAssets } from './office/serve-assets.js'
import { knownActor, language } from './protection/actor.js'
import { boundedBody } from './protection/body.js'
import { securityHeaders } from './protection/headers.js'
import { ownHosts, ownOrigin } from './protection/origin.js'
import { answerRefusal, refuse, requestProblem } from './responses/problem.js'
import { refuseWithPage } from './responses/refusal-page.js'

const areas = [addCommands, addViews, addAudit, addChanges, addHealth, addOpenApi, addOffice]

/** The routes behind the security middleware. */
export const appOf = (service: Service): App => {
  const app: App = new Hono<{ Variables: Variables }>({ strict: false }).basePath(service.base)
  app.use(...securityHeaders())
  app.use(language(), ownHosts(service), ownOrigin())
  addAssets(app)
  app.use(knownActor(service), boundedBody(service))
  for (const add of areas) add(app, service)
  app.notFound((context) => refuseWithPage(context, service, requestProblem('AddressNotFound', context.var.locale)))
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse()
    const refusal = refusalOf(error)
    if (refusal !== null) return answerRefusal(context, refusal)
    // The client has disconnected: nobody reads the response, and this is no error.
    if (context.req.raw.signal.aborted) return refuse(context, 'MalformedBody')
    service.onError(error)
    const failure = failureOf(error)
    if (failure !== null) return answerRefusal(context, failure)
    return refuse(context, 'InternalError')
  })
  return app
}
