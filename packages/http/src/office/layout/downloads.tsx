import type { Locale } from '@clientele/projections'
import { officeTexts } from '../texts/office-texts.js'

type Props = {
  readonly base: string
  /** The name of the listing among the views or audit questions. */
  readonly listing: string
  /** Its parameters, as in the API. */
  readonly query: URLSearchParams
  readonly locale: Locale
  /** Whether it is a card in sections: the sheets of an Excel file, and no CSV. */
  readonly asSheets?: boolean | undefined
  /** Whether it is also offered as JSON Lines. */
  readonly asLines?: boolean | undefined
}

/** Links that download the shown rows as an Excel or CSV file. */
export const Downloads = ({ base, listing, query, locale, asSheets = false, asLines = false }: Props) => {
  const texts = officeTexts(locale)
  const address = (ending: string): string => `${base}/download/${listing}.${ending}?${query.toString()}`
  return (
    <span class="actions">
      <a href={address('xlsx')} download hx-boost="false">
        {texts.excel}
      </a>
      {asSheets ? null : (
        <a href={address('csv')} download hx-boost="false">
          {texts.csv}
        </a>
      )}
      {asLines ? (
        <a href={address('jsonl')} download hx-boost="false">
          {texts.jsonLines}
        </a>
      ) : null}
    </span>
  )
}
