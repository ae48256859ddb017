import type { EventType } from '@clientele/domain'
import en from './en.json' with { type: 'json' }
import et from './et.json' with { type: 'json' }
import fi from './fi.json' with { type: 'json' }
import type { Locale } from './locale.js'
import sv from './sv.json' with { type: 'json' }

// Types of a file that is imported as JSON cannot be read by those who import ours: a copy has types of its own.
const inEnglish = { ...en }

/** The columns a listing can have. */
export type Heading = keyof typeof inEnglish.headings

/** Built-in words, as opposed to user text. */
export type Word = keyof typeof inEnglish.words

/** The fields of history lines that have labels; tracking dimensions, settings and policies are shown by their own names. */
export type HistoryField = keyof typeof inEnglish.fields

type Named<Name extends string> = { readonly [K in Name]: string }

/** The texts of one language as they stand in its file; `{name}` stands for a name. */
type Texts = {
  readonly noGroup: string
  /** Shown instead of the name of a deleted group. */
  readonly deletedGroup: string
  /** An employee who has left. */
  readonly inactive: string
  /** Marks the substitute of an absent employee. */
  readonly substituteFor: string
  /** Shown instead of erased personal data. */
  readonly erased: string
  readonly yes: string
  readonly no: string
  readonly headings: Named<Heading>
  readonly fields: Named<HistoryField>
  readonly words: Named<Word>
  /** The first words of the summary of each event; without an entry, the words of its name. */
  readonly events: Partial<Named<EventType>>
  /** Rejections and failures by their names, with `{fact}` for their facts; without an entry, the words of the name. */
  readonly refusals: { readonly [error: string]: string | undefined }
}

/** All texts of the library in one language. */
export type Messages = Omit<Texts, 'inactive' | 'substituteFor'> & {
  readonly inactive: (name: string) => string
  readonly substituteFor: (name: string) => string
}

/** Texts of which some, or some of their parts, may be missing. */
type Translated = { readonly [K in keyof Texts]?: Texts[K] extends string ? string : Partial<Texts[K]> }

const english: Texts = inEnglish

/** What a language does not say is said in English. */
export const completed = (texts: Translated): Texts => ({
  ...english,
  ...texts,
  headings: { ...english.headings, ...texts.headings },
  fields: { ...english.fields, ...texts.fields },
  words: { ...english.words, ...texts.words },
  events: { ...english.events, ...texts.events },
  refusals: { ...english.refusals, ...texts.refusals },
})

const withName =
  (text: string) =>
  (name: string): string =>
    text.split('{name}').join(name)

const messagesOf = (translated: Translated): Messages => {
  const texts = completed(translated)
  return { ...texts, inactive: withName(texts.inactive), substituteFor: withName(texts.substituteFor) }
}

/** The messages of every language; a text it lacks is English. */
export const messagesByLocale: { readonly [K in Locale]: Messages } = {
  en: messagesOf(en),
  fi: messagesOf(fi),
  sv: messagesOf(sv),
  et: messagesOf(et),
}
