import type { Child } from 'hono/jsx'
import type { RequestContext, Service } from '../environment.js'
import { type LastChange, lastChange } from './actions/last-change.js'
import type { AreaName } from './areas.js'
import { Layout } from './layout/layout.js'

/** A page: its title is its heading, `area` its place in the navigation. */
export type Page = {
  readonly title: string
  readonly area: AreaName | null
  readonly search?: string | undefined
  /** Renders the content. Gets the last change, to restore the focus. */
  readonly content: (done: LastChange | null) => Child | Promise<Child>
  /** Whether the page reloads by itself until the work is done, also without scripts. */
  readonly isRefreshing?: boolean | undefined
  /** The status if it is not 200. Requests by scripts get 200, because browsers report any other status as an error. */
  readonly status?: 404 | 422 | 400 | undefined
}

/** The path and query of a request. */
export const addressOf = (context: RequestContext): string => {
  const { pathname, search } = new URL(context.req.url)
  return `${pathname}${search}`
}

const isScripted = (context: RequestContext): boolean => context.req.header('hx-request') === 'true'

/** Responds with a page. */
export const showPage = async (service: Service, context: RequestContext, page: Page): Promise<Response> => {
  const done = await lastChange(service, context)
  const content = await page.content(done)
  const { locale } = context.var
  const html = (
    <Layout
      title={page.title}
      area={page.area}
      locale={locale}
      base={service.base}
      address={addressOf(context)}
      done={done}
      search={page.search}
      isRefreshing={page.isRefreshing}
    >
      {content}
    </Layout>
  )
  return context.html(`<!doctype html>${String(await html)}`, isScripted(context) ? 200 : (page.status ?? 200))
}
