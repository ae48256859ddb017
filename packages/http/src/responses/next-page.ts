import type { RequestContext } from '../environment.js'

const rowsIn = (answer: unknown): number | null => {
  const rows: unknown = typeof answer === 'object' && answer !== null && 'rows' in answer ? answer.rows : answer
  return Array.isArray(rows) ? rows.length : null
}

const wholeNumber = (text: string | undefined, standard: number): number =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : standard

/** Adds a link to the next page (`Link`, RFC 8288) if an answer has the maximum number of rows. */
export const linkNextPage = (context: RequestContext, answer: unknown, standard: number): void => {
  const limit = wholeNumber(context.req.query('limit'), standard)
  if (limit === 0 || rowsIn(answer) !== limit) return
  const { pathname, searchParams } = new URL(context.req.url)
  searchParams.set('limit', String(limit))
  searchParams.set('offset', String(wholeNumber(context.req.query('offset'), 0) + limit))
  context.header('link', `<${pathname}?${searchParams.toString()}>; rel="next"`)
}
