import type { Locale } from '@clientele/projections'
import type { Child } from 'hono/jsx'
import { Field } from '../layout/field.js'
import { officeTexts } from '../texts/office-texts.js'

/** Somebody who was found. */
export type Found = { readonly id: string; readonly name: string }

type Props = {
  /** The name of the field in the address. */
  readonly name: string
  readonly label: string
  readonly value: string | undefined
  /** What else the address keeps. */
  readonly kept?: { readonly [name: string]: string | undefined } | undefined
  readonly found: readonly Found[]
  /** What is offered for each that was found. */
  readonly offer: (found: Found) => Child
  readonly locale: Locale
}

/** Finds somebody by a part of the name, and offers something for each that was found. */
export const Finder = ({ name, label, value, kept = {}, found, offer, locale }: Props) => (
  <>
    <form class="filter" method="get">
      {Object.entries(kept).map(([one, text]) =>
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
