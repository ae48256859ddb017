import type { EventType } from '@clientele/domain'
import en from './en.json' with { type: 'json' }
import et from './et.json' with { type: 'json' }
import fi from './fi.json' with { type: 'json' }
import type { Locale } from './locale.js'
import sv from './sv.json' with { type: 'json' }

// Packages that import this one cannot read the types of a JSON file; those of a copy they can.
const inEnglish = { ...en }

/** The columns a listing can have. */
export type Heading = keyof typeof inEnglish.headings

/** Built-in words, as opposed to user text. */
export type Word = keyof typeof inEnglish.words

/**
 * The fields of history lines that have labels; tracking dimensions, settings and policies are labelled by their own
 * names.
 */
export type HistoryField = keyof typeof inEnglish.fields

type Named<Name extends string> = { readonly [K in Name]: string }

/** The texts of a language file; `{name}` is a placeholder for a name. */
type Texts = {
  readonly noGroup: string
  /** Shown instead of the name of a deleted group. */
  readonly deletedGroup: string
  /** Formats the name of an employee who has left. */
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
  /** The start of the summary of each event type; without an entry, the words of its name. */
  readonly events: Partial<Named<EventType>>
  /**
   * Rejections and failures by name, with placeholders `{fact}` for their facts; without an entry, the words of the
   * name.
   */
  readonly refusals: { readonly [error: string]: string | undefined }
}

/** All texts of the library in one language. */
export type Messages = Omit<Texts, 'inactive' | 'substituteFor'> & {
  readonly inactive: (name: string) => string
  readonly substituteFor: (name: string) => string
}

/** The texts of a translation, of which some may be missing. */
type Translated = { readonly [K in keyof Texts]?: Texts[K] extends string ? string : Partial<Texts[K]> }

const english: Texts = inEnglish

/** Completes a translation with the English texts. */
export const completeTexts = (texts: Translated): Texts => ({
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
  const texts = completeTexts(translated)
  return { ...texts, inactive: withName(texts.inactive), substituteFor: withName(texts.substituteFor) }
}

/** The messages of every language; missing texts are English. */
export const messagesByLocale: { readonly [K in Locale]: Messages } = {
  en: messagesOf(en),
  fi: messagesOf(fi),
  sv: messagesOf(sv),
  et: messagesOf(et),
}
