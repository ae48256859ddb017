/** The supported languages: headings, built-in words and collation. */
export const locales = ['en', 'fi', 'sv', 'et'] as const

export type Locale = (typeof locales)[number]

const isLocale = (value: string | undefined): value is Locale => locales.some((locale) => locale === value)

// Nobody speaks more languages than fit in here.
const longest = 200

type Wanted = { readonly language: string; readonly weight: number }

const wantedIn = (range: string): Wanted => {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
  const weight = parameters.find((one) => one.startsWith('q='))?.slice(2)
  return { language: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) }
}

const preferred = (ranges: string): Locale | undefined =>
  ranges
    .slice(0, longest)
    .split(',')
    .map(wantedIn)
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ language }) => language)
    .find(isLocale)

/**
 * The supported locale of a value: one of `locales`, a language tag (`fi-FI`) or what a browser sends as
 * `Accept-Language` (`fi-FI,sv;q=0.8,en;q=0.5`). English for any other.
 */
export const localeOf = (value: string | undefined): Locale => {
  if (isLocale(value)) return value
  return (value === undefined ? undefined : preferred(value)) ?? 'en'
}
