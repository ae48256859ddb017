import type { Locale } from '@clientele/projections'
import { officeTexts } from '../texts/office-texts.js'

type Props = {
  readonly base: string
  /** The listing, by its name among the views or audit questions. */
  readonly listing: string
  /** Its parameters, as in the address of the listing. */
  readonly query: URLSearchParams
  readonly locale: Locale
}

/** Links that save what is shown as an Excel or CSV file. */
export const Downloads = ({ base, listing, query, locale }: Props) => {
  const texts = officeTexts(locale)
  const address = (ending: string): string => `${base}/download/${listing}.${ending}?${query.toString()}`
  return (
    <span class="actions">
      <a href={address('xlsx')} download hx-boost="false">
        {texts.excel}
      </a>
      <a href={address('csv')} download hx-boost="false">
        {texts.csv}
      </a>
    </span>
  )
}
