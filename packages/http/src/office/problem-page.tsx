import { refusalOf } from '@clientele/projections'
import type { Asked, Service } from '../environment.js'
import type { Refusal } from './acting/act.js'
import { Refused } from './layout/refused.js'
import { showPage } from './page.js'
import { officeTexts } from './texts/office-texts.js'

/** A page with the reason of a refusal. */
export const showRefusal = (service: Service, asked: Asked, refusal: Refusal): Promise<Response> =>
  showPage(service, asked, {
    title: officeTexts(asked.var.locale).problem,
    area: null,
    status: 422,
    content: () => <Refused refusal={refusal} locale={asked.var.locale} />,
  })

/** A page for an address without content, or with nothing that the actor may see. */
export const showNothing = (service: Service, asked: Asked): Promise<Response> =>
  showPage(service, asked, {
    title: officeTexts(asked.var.locale).notFoundTitle,
    area: null,
    status: 404,
    content: () => null,
  })

/** A page for a refused question in a URL. Rethrows any other error. */
export const showRefusedQuestion = (service: Service, asked: Asked, error: unknown): Promise<Response> => {
  const refusal = refusalOf(error)
  if (refusal === null) throw error
  return showRefusal(service, asked, refusal)
}
