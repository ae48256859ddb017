import type { ProblemDetails } from '@clientele/adapters'
import { html } from 'hono/html'
import type { RequestContext, Service } from '../environment.js'
import { answerProblem, statusOf } from './problem.js'

// Scripts of our pages show a problem in the current page.
const isPageWanted = (context: RequestContext): boolean =>
  context.req.header('accept')?.includes('text/html') === true && context.req.header('hx-request') === undefined

type PageOptions = {
  /** The login page. */
  readonly loginUrl?: string | undefined
  readonly headers?: { readonly [name: string]: string }
}

/** Refuses a request outside a page: browsers get a page with the sentence of the problem, programs its details. */
export const refuseWithPage = async (
  context: RequestContext,
  { base }: Pick<Service, 'base'>,
  problem: ProblemDetails,
  { loginUrl, headers = {} }: PageOptions = {},
): Promise<Response> => {
  if (!isPageWanted(context)) return answerProblem(context, problem, headers)
  const { detail } = problem
  const page = html`<!doctype html>
<html lang="${context.var.locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Clientele</title>
    <link rel="icon" href="${base}/assets/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="${base}/assets/office.css" />
  </head>
  <body>
    <main>
      <h1>Clientele</h1>
      <p>${loginUrl === undefined ? detail : html`<a href="${loginUrl}">${detail}</a>`}</p>
    </main>
  </body>
</html>`
  return context.html(String(await page), statusOf(problem), headers)
}
