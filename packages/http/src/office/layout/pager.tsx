import type { Locale } from '@clientele/projections'
import { fill } from '../../texts/translated.js'
import { officeTexts } from '../texts/office-texts.js'

type Props = {
  /** The address of the page with its query. */
  readonly address: string
  readonly offset: number
  readonly limit: number
  /** How many rows there are; `atLeast` where nobody has counted further than the next page. */
  readonly total: number | { readonly atLeast: number }
  readonly locale: Locale
}

const at = (address: string, offset: number): string => {
  const url = new URL(address, 'http://localhost')
  if (offset <= 0) url.searchParams.delete('offset')
  else url.searchParams.set('offset', String(offset))
  return `${url.pathname}${url.search}`
}

/** The offset that an address asks for. */
export const offsetIn = (text: string | undefined): number =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : 0

/** Links to the rows before and after those that are shown. */
export const Pager = ({ address, offset, limit, total, locale }: Props) => {
  const texts = officeTexts(locale)
  const known = typeof total === 'number' ? total : total.atLeast
  if (known === 0) return null
  const values = { first: offset + 1, last: Math.min(offset + limit, known), total: known }
  const text = typeof total === 'number' ? texts.pageOf : texts.page
  return (
    <p class="actions">
      {offset > 0 ? (
        <a rel="prev" href={at(address, offset - limit)}>
          {texts.previous}
        </a>
      ) : null}
      <span>{fill(text, values)}</span>
      {offset + limit < known ? (
        <a rel="next" href={at(address, offset + limit)}>
          {texts.next}
        </a>
      ) : null}
    </p>
  )
}
