import type { Locale } from '@clientele/projections'

/** Texts by name in all languages; a missing translation falls back to English. */
export type Translations<Name extends string> = { readonly en: { readonly [K in Name]: string } } & {
  readonly [L in Exclude<Locale, 'en'>]: { readonly [K in Name]?: string }
}

/** The texts of an area by language; `missing` lists the missing translations, for a test. */
export type TextsFor<Name extends string> = ((locale: Locale | undefined) => { readonly [K in Name]: string }) & {
  readonly missing: readonly string[]
}

const missingIn = ({ en, ...others }: Translations<string>): readonly string[] =>
  Object.entries(others).flatMap(([locale, texts]) =>
    Object.keys(en)
      .filter((name) => !Object.hasOwn(texts, name))
      .map((name) => `${locale}: ${name}`),
  )

/** Builds the texts of an area from its files. */
export const translated = <Name extends string>({ en, fi, sv, et }: Translations<Name>): TextsFor<Name> => {
  const byLocale: { readonly [L in Locale]: { readonly [K in Name]: string } } = {
    en,
    fi: { ...en, ...fi },
    sv: { ...en, ...sv },
    et: { ...en, ...et },
  }
  return Object.assign((locale: Locale | undefined) => byLocale[locale ?? 'en'], {
    missing: missingIn({ en, fi, sv, et }),
  })
}

/** Fills the `{names}` of a text with values. */
export const fill = (text: string, values: { readonly [name: string]: string | number }): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole))
