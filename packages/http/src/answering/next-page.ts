import type { Asked } from '../environment.js'

const rowsIn = (answer: unknown): number | null => {
  const rows: unknown = typeof answer === 'object' && answer !== null && 'rows' in answer ? answer.rows : answer
  return Array.isArray(rows) ? rows.length : null
}

const wholeNumber = (text: string | undefined, standard: number): number =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : standard

/** Adds a link to the next page (`Link`, RFC 8288) if an answer has the maximum number of rows. */
export const linkNextPage = (asked: Asked, answer: unknown, standard: number): void => {
  const limit = wholeNumber(asked.req.query('limit'), standard)
  if (limit === 0 || rowsIn(answer) !== limit) return
  const { pathname, searchParams } = new URL(asked.req.url)
  searchParams.set('limit', String(limit))
  searchParams.set('offset', String(wholeNumber(asked.req.query('offset'), 0) + limit))
  asked.header('link', `<${pathname}?${searchParams.toString()}>; rel="next"`)
}
