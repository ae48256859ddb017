import { dimensionOf } from '@clientele/domain'
import { en } from './en.js'
import { et } from './et.js'
import { fi } from './fi.js'
import type { Fields } from './field.js'
import type { Heading } from './heading.js'
import { type Locale, localeOf } from './locale.js'
import type { Messages, Word } from './message-catalogue.js'
import { sv } from './sv.js'

const messagesByLocale: { readonly [K in Locale]: Messages } = { en, fi, sv, et }

/** The wording of a language; English for one we do not have. */
export const messagesFor = (locale: string | undefined): Messages => messagesByLocale[localeOf(locale)]

/** Whether a field is a column that has a heading. */
export const isHeading = (field: string): field is Heading => Object.hasOwn(en.headings, field)

const isWord = (value: string, { words }: Messages): value is Word => Object.hasOwn(words, value)

/** A value in a language where it is one of the library's own; a user's stays as it is. */
export const translate = (messages: Messages, value: string | null): string => {
  if (value === null) return ''
  return isWord(value, messages) ? messages.words[value] : value
}

const isField = (field: string, { fields }: Messages): field is keyof Fields => Object.hasOwn(fields, field)

/** What a field of a history is called; the list of a tracking dimension as the dimension, any other field as it is. */
export const fieldLabel = (messages: Messages, field: string): string => {
  const name = dimensionOf(field) ?? field
  return isField(name, messages) ? messages.fields[name] : name
}
