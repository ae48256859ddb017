/** The supported languages: headings, built-in words and collation. */
export const locales = ['en', 'fi', 'sv', 'et'] as const

export type Locale = (typeof locales)[number]

const isLocale = (value: string | undefined): value is Locale => locales.some((locale) => locale === value)

// Limits the length of the header that is parsed; more languages than fit are not needed.
const maxLength = 200

type LanguageRange = { readonly tag: string; readonly weight: number }

const parseRange = (range: string): LanguageRange => {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase().replaceAll('_', '-'))
  const weight = parameters.find((one) => one.startsWith('q='))?.slice(2)
  return { tag, weight: weight === undefined ? 1 : Number(weight) }
}

const languageOf = (tag: string): string => tag.split('-')[0] ?? ''

/**
 * The languages of a language tag (`fi-FI`) or an `Accept-Language` header, in lower case, the preferred ones first: each
 * as it is written, and without its region.
 */
export const languagesIn = (ranges: string): readonly string[] =>
  ranges
    .slice(0, maxLength)
    .split(',')
    .map(parseRange)
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .flatMap(({ tag }) => [tag, languageOf(tag)])

/**
 * The supported locale for one of `locales`, a language tag (`fi-FI`) or the `Accept-Language` header of a browser
 * (`fi-FI,sv;q=0.8,en;q=0.5`). English for any other value.
 */
export const localeOf = (value: string | undefined): Locale => {
  if (isLocale(value)) return value
  return (typeof value === 'string' ? languagesIn(value).find(isLocale) : undefined) ?? 'en'
}
