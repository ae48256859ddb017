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

/** The messages of a locale; English if it is not supported. */
export const messagesFor = (locale: string | undefined): Messages => messagesByLocale[localeOf(locale)]

/** Whether a field is a column that has a heading. */
export const isHeading = (field: string): field is Heading => Object.hasOwn(en.headings, field)

const isWord = (value: string, { words }: Messages): value is Word => Object.hasOwn(words, value)

/** Translates a built-in word; returns user text unchanged. */
export const translate = (messages: Messages, value: string | null): string => {
  if (value === null) return ''
  return isWord(value, messages) ? messages.words[value] : value
}

const isField = (field: string, { fields }: Messages): field is keyof Fields => Object.hasOwn(fields, field)

/** The label of a history field; the catalogue of a tracking dimension is shown as the dimension, unknown fields by their own names. */
export const fieldLabel = (messages: Messages, field: string): string => {
  const name = dimensionOf(field) ?? field
  return isField(name, messages) ? messages.fields[name] : name
}
