/** The languages of the source systems: headings, built-in words and the order of names. */
export const locales = ['en', 'fi', 'sv', 'et'] as const

export type Locale = (typeof locales)[number]

/** A language we have; English for any other. */
export const localeOf = (value: string | undefined): Locale => locales.find((locale) => locale === value) ?? 'en'
