import type { ProblemDetails } from '@clientele/adapters'
import { html } from 'hono/html'
import type { Asked, Service } from '../environment.js'
import { answerProblem, statusOf } from './problem.js'

// Scripts of our pages show a problem in the current page.
const isPageWanted = (asked: Asked): boolean =>
  asked.req.header('accept')?.includes('text/html') === true && asked.req.header('hx-request') === undefined

type Around = {
  /** The login page. */
  readonly loginUrl?: string | undefined
  readonly headers?: { readonly [name: string]: string }
}

/** Refuses a request outside a page: browsers get a page with the sentence of the problem, programs its details. */
export const refuseWithPage = async (
  asked: Asked,
  { base }: Pick<Service, 'base'>,
  problem: ProblemDetails,
  { loginUrl, headers = {} }: Around = {},
): Promise<Response> => {
  if (!isPageWanted(asked)) return answerProblem(asked, problem, headers)
  const { detail } = problem
  const page = html`<!doctype html>
<html lang="${asked.var.locale}">
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
  return asked.html(String(await page), statusOf(problem), headers)
}
