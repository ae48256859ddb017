/** The supported languages: headings, built-in words and collation. */
export const locales = ['en', 'fi', 'sv', 'et'] as const

export type Locale = (typeof locales)[number]

/** The supported locale of a value; English for any other. */
export const localeOf = (value: string | undefined): Locale => locales.find((locale) => locale === value) ?? 'en'
