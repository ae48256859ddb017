import type { Child } from 'hono/jsx'
import type { Asked, Service } from '../environment.js'
import { type Done, doneBefore } from './acting/done.js'
import type { AreaName } from './areas.js'
import { Layout } from './layout/layout.js'

/** A page: its title is its heading, `area` where it stands in the navigation. */
export type Page = {
  readonly title: string
  readonly area: AreaName | null
  readonly search?: string | undefined
  /** The content; it gets what was done before, to put the focus back. */
  readonly content: (done: Done | null) => Child | Promise<Child>
  /** Whether it asks for itself anew every second, also without scripts. */
  readonly refreshes?: boolean | undefined
  /** The status where it is not 200: scripts get 200, for browsers report others as errors of the page. */
  readonly status?: 404 | 422 | 400 | undefined
}

/** The address of a request with its query. */
export const addressOf = (asked: Asked): string => {
  const { pathname, search } = new URL(asked.req.url)
  return `${pathname}${search}`
}

const isScripted = (asked: Asked): boolean => asked.req.header('hx-request') === 'true'

/** Answers with a page. */
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
