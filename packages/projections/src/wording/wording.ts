import { dimensionOf, type EventType } from '@clientele/domain'
import { en } from './en.js'
import { et } from './et.js'
import { fi } from './fi.js'
import type { Fields } from './field.js'
import type { Heading, Headings } from './heading.js'
import { type Locale, localeOf } from './locale.js'
import { sv } from './sv.js'

/** Values of the library's own, as opposed to those of a user. */
export type Word =
  | 'company'
  | 'privateCustomer'
  | 'companyContact'
  | 'contact'
  | 'project'
  | 'letter'
  | 'sms'
  | 'email'
  | 'ban'
  | 'refusal'
  | 'lift'
  | 'withdrawal'
  | 'property'
  | 'noConsent'
  | 'consent'
  | 'default'
  | 'erased'
  | 'invoice'
  | 'salesOrder'
  | 'manual'
  | 'merge'
  | 'sent'
  | 'received'
  | 'upload'
  | 'internal'
  | 'map'
  | 'numberSearch'
  | 'website'
  | 'smsBanned'
  | 'restricted'
  | 'everyProduct'
  | 'customerRole'
  | 'projectRole'
  | 'many'
  | 'single'
  | 'full'
  | 'exceptInvoicing'
  | 'own'
  | 'office'
  | 'groupDeleted'
  | 'customerDeleted'
  | 'unlinked'
  | 'erasure'
  | 'import'
  | 'bulk'
  | 'followUp'

/** What the library says to people in one language. */
export type Messages = {
  readonly noGroup: string
  /** What stands for a deleted group where its id is kept (U25). */
  readonly deletedGroup: string
  /** An employee who has left, by name. */
  readonly inactive: (name: string) => string
  /** What marks somebody who stands in for an employee who is away. */
  readonly substituteFor: (name: string) => string
  /** What stands in the place of what was erased of a person. */
  readonly erased: string
  readonly yes: string
  readonly no: string
  readonly headings: Headings
  readonly fields: Fields
  readonly words: { readonly [K in Word]: string }
  /** What happened, in a few words: the beginning of a history line's summary. */
  readonly events: { readonly [K in EventType]: string }
}

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
