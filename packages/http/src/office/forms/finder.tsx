import type { Locale } from '@clientele/projections'
import type { Child } from 'hono/jsx'
import { Field } from '../layout/field.js'
import { officeTexts } from '../texts/office-texts.js'

/** A search hit. */
export type Hit = { readonly id: string; readonly name: string }

type Props = {
  /** The query parameter of the search. */
  readonly name: string
  readonly label: string
  readonly value: string | undefined
  /** Other query parameters to retain. */
  readonly parameters?: { readonly [name: string]: string | undefined } | undefined
  readonly found: readonly Hit[]
  /** Renders the action for a hit. */
  readonly offer: (found: Hit) => Child
  readonly locale: Locale
}

/** A search by part of a name, with an action for each hit. */
export const Finder = ({ name, label, value, parameters = {}, found, offer, locale }: Props) => (
  <>
    <form class="filter" method="get">
      {Object.entries(parameters).map(([one, text]) =>
        text === undefined ? null : <input type="hidden" name={one} value={text} />,
      )}
      <Field name={name} label={label} value={value} refusal={null} locale={locale} />
      <button type="submit">{officeTexts(locale).searchButton}</button>
    </form>
    {value === undefined ? null : found.length === 0 ? (
      <p>{officeTexts(locale).nothing}</p>
    ) : (
      <ul class="plain">
        {found.map((one) => (
          <li class="actions">
            <span>{one.name}</span>
            {offer(one)}
          </li>
        ))}
      </ul>
    )}
  </>
)
