import type { Locale } from '@clientele/projections'
import { fill } from '../../texts/translated.js'
import { officeTexts } from '../texts/office-texts.js'

type Props = {
  /** The query parameter with the offset (default `offset`), and the name of the rows. */
  readonly parameter?: string
  readonly what?: string
  /** The address of the page with its query. */
  readonly address: string
  readonly offset: number
  readonly limit: number
  /** The number of rows; `atLeast` if they are counted only up to the next page. */
  readonly total: number | { readonly atLeast: number }
  readonly locale: Locale
}

const at = (address: string, parameter: string, offset: number): string => {
  const url = new URL(address, 'http://localhost')
  if (offset <= 0) url.searchParams.delete(parameter)
  else url.searchParams.set(parameter, String(offset))
  return `${url.pathname}${url.search}`
}

/** The offset in a query. */
export const offsetIn = (text: string | undefined): number =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : 0

// Morphing compares two pages that have nothing in common, so the page is replaced. The focus stays on the link by its id.
const replacePage = 'outerHTML show:none'

/** Links to the previous and next rows. */
export const Pager = ({ address, offset, limit, total, locale, parameter = 'offset', what }: Props) => {
  const texts = officeTexts(locale)
  const known = typeof total === 'number' ? total : total.atLeast
  if (known === 0) return null
  const values = { first: offset + 1, last: Math.min(offset + limit, known), total: known }
  const text = typeof total === 'number' ? texts.pageOf : texts.page
  return (
    <p class="actions">
      {offset > 0 ? (
        <a id={`${parameter}-prev`} rel="prev" hx-swap={replacePage} href={at(address, parameter, offset - limit)}>
          {texts.previous}
        </a>
      ) : null}
      <span>
        {what === undefined ? '' : `${what}: `}
        {fill(text, values)}
      </span>
      {offset + limit < known ? (
        <a id={`${parameter}-next`} rel="next" hx-swap={replacePage} href={at(address, parameter, offset + limit)}>
          {texts.next}
        </a>
      ) : null}
    </p>
  )
}
