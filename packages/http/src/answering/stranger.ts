import { html } from 'hono/html'
import type { Asked } from '../environment.js'
import { refuse } from './problem.js'
import { requestProblems } from './texts/request-problems.js'

const challenge = { 'www-authenticate': 'Bearer realm="clientele"' }

// Scripts of our pages tell a problem where they are.
const isPageWanted = (asked: Asked): boolean =>
  asked.req.header('accept')?.includes('text/html') === true && asked.req.header('hx-request') === undefined

/** Answers who is not known: people with a page, programs with problem details. */
export const refuseStranger = async (asked: Asked, base: string): Promise<Response> => {
  if (!isPageWanted(asked)) return refuse(asked, 'NotLoggedIn', {}, challenge)
  const { locale } = asked.var
  const page = html`<!doctype html>
<html lang="${locale}">
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
      <p>${requestProblems(locale).NotLoggedIn}</p>
    </main>
  </body>
</html>`
  return asked.html(String(await page), 401, challenge)
}
