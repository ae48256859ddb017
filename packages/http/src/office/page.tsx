import type { Child } from 'hono/jsx'
import type { Asked, Service } from '../environment.js'
import { type Done, doneBefore } from './acting/done.js'
import type { AreaName } from './areas.js'
import { Layout } from './layout/layout.js'

/** A page: its title is its heading, `area` its place in the navigation. */
export type Page = {
  readonly title: string
  readonly area: AreaName | null
  readonly search?: string | undefined
  /** Renders the content. Gets the last change, to restore the focus. */
  readonly content: (done: Done | null) => Child | Promise<Child>
  /** Whether the page reloads every second, also without scripts. */
  readonly refreshes?: boolean | undefined
  /** The status if it is not 200. Requests by scripts get 200, because browsers report any other status as an error. */
  readonly status?: 404 | 422 | 400 | undefined
}

/** The path and query of a request. */
export const addressOf = (asked: Asked): string => {
  const { pathname, search } = new URL(asked.req.url)
  return `${pathname}${search}`
}

const isScripted = (asked: Asked): boolean => asked.req.header('hx-request') === 'true'

/** Responds with a page. */
export const showPage = async (service: Service, asked: Asked, page: Page): Promise<Response> => {
  const done = await doneBefore(service, asked)
  const content = await page.content(done)
  const { locale } = asked.var
  const html = (
    <Layout
      title={page.title}
      area={page.area}
      locale={locale}
      base={service.base}
      address={addressOf(asked)}
      done={done}
      search={page.search}
      refreshes={page.refreshes}
    >
      {content}
    </Layout>
  )
  return asked.html(`<!doctype html>${String(await html)}`, isScripted(asked) ? 200 : (page.status ?? 200))
}
