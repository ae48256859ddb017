import { refusalOf } from '@clientele/projections'
import type { RequestContext, Service } from '../environment.js'
import type { Refusal } from './actions/execute-all.js'
import { RefusalNote } from './layout/refusal-note.js'
import { showPage } from './page.js'
import { officeTexts } from './texts/office-texts.js'

/** A page with the reason of a refusal. */
export const showRefusal = (service: Service, context: RequestContext, refusal: Refusal): Promise<Response> =>
  showPage(service, context, {
    title: officeTexts(context.var.locale).problem,
    area: null,
    status: 422,
    content: () => <RefusalNote refusal={refusal} locale={context.var.locale} />,
  })

/** A page for an address without content, or with nothing that the actor may see. */
export const showNothing = (service: Service, context: RequestContext): Promise<Response> =>
  showPage(service, context, {
    title: officeTexts(context.var.locale).notFoundTitle,
    area: null,
    status: 404,
    content: () => null,
  })

/** A page for a refused question in a URL. Rethrows any other error. */
export const showRefusedQuestion = (service: Service, context: RequestContext, error: unknown): Promise<Response> => {
  const refusal = refusalOf(error)
  if (refusal === null) throw error
  return showRefusal(service, context, refusal)
}
