import type { Locale } from '@clientele/projections'
import en from './en.json' with { type: 'json' }
import et from './et.json' with { type: 'json' }
import fi from './fi.json' with { type: 'json' }
import sv from './sv.json' with { type: 'json' }

// Types of a file that is imported as JSON cannot be read by those who import ours: a copy has types of its own.
const inEnglish = { ...en }

/** Why a request is refused before any rule is asked. */
export type RequestProblem = keyof typeof inEnglish.problems

/** A text of the pages, by its name. */
export type PageText = keyof typeof inEnglish.pages

/** The texts of one language. */
export type Texts = {
  readonly problems: { readonly [K in RequestProblem]: string }
  readonly pages: { readonly [K in PageText]: string }
}

type Translated = {
  readonly problems: Partial<Texts['problems']>
  readonly pages: Partial<Texts['pages']>
}

const inEnglishBehind = ({ problems, pages }: Translated): Texts => ({
  problems: { ...inEnglish.problems, ...problems },
  pages: { ...inEnglish.pages, ...pages },
})

/** What the files of all languages hold; a missing text is English. */
export const translations: { readonly [L in Locale]: Translated } = { en, fi, sv, et }

const byLocale: { readonly [L in Locale]: Texts } = {
  en: inEnglish,
  fi: inEnglishBehind(fi),
  sv: inEnglishBehind(sv),
  et: inEnglishBehind(et),
}

/** The texts of a language; English where none is known yet. */
export const textsFor = (locale: Locale | undefined): Texts => byLocale[locale ?? 'en']
