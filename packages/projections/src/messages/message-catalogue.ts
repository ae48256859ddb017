import type { EventType } from '@clientele/domain'
import type { Fields } from './field.js'
import type { Headings } from './heading.js'

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
