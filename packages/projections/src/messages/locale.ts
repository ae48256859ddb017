/** The supported languages: headings, built-in words and collation. */
export const locales = ['en', 'fi', 'sv', 'et'] as const

export type Locale = (typeof locales)[number]

const isLocale = (value: string | undefined): value is Locale => locales.some((locale) => locale === value)

// Limits the length of the header that is parsed; more languages than fit are not needed.
const maxLength = 200

type LanguageRange = { readonly language: string; readonly weight: number }

const parseRange = (range: string): LanguageRange => {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
  const weight = parameters.find((one) => one.startsWith('q='))?.slice(2)
  return { language: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) }
}

const preferred = (ranges: string): Locale | undefined =>
  ranges
    .slice(0, maxLength)
    .split(',')
    .map(parseRange)
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ language }) => language)
    .find(isLocale)

/**
 * The supported locale for one of `locales`, a language tag (`fi-FI`) or the `Accept-Language` header of a browser
 * (`fi-FI,sv;q=0.8,en;q=0.5`). English for any other value.
 */
export const localeOf = (value: string | undefined): Locale => {
  if (isLocale(value)) return value
  return (value === undefined ? undefined : preferred(value)) ?? 'en'
}
