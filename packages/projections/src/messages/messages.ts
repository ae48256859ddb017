import { dimensionOf } from '@clientele/domain'
import { localeOf } from './locale.js'
import { type Heading, type HistoryField, type Messages, messagesByLocale, type Word } from './texts.js'

/** The messages of a locale; English if it is not supported. */
export const messagesFor = (locale: string | undefined): Messages => messagesByLocale[localeOf(locale)]

/** Whether a field is a column that has a heading. */
export const isHeading = (field: string): field is Heading => Object.hasOwn(messagesByLocale.en.headings, field)

const isWord = (value: string, { words }: Messages): value is Word => Object.hasOwn(words, value)

/** Translates a built-in word; returns user text unchanged. */
export const translate = (messages: Messages, value: string | null): string => {
  if (value === null) return ''
  return isWord(value, messages) ? messages.words[value] : value
}

const isField = (field: string, { fields }: Messages): field is HistoryField => Object.hasOwn(fields, field)

/**
 * The label of a history field. Catalogues of tracking dimensions are labelled by the dimension, unknown fields by
 * their own names.
 */
export const fieldLabel = (messages: Messages, field: string): string => {
  const name = dimensionOf(field) ?? field
  return isField(name, messages) ? messages.fields[name] : name
}

/** The label of a column or filter of a list; its name if it has none. */
export const columnLabel = (messages: Messages, name: string): string => {
  if (isHeading(name)) return messages.headings[name]
  return isField(name, messages) ? messages.fields[name] : translate(messages, name)
}
