import type { EventType } from '@clientele/domain'
import type { Fields } from './field.js'
import type { Headings } from './heading.js'

/** Built-in words, as opposed to user text. */
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

/** All texts of the library in one language. */
export type Messages = {
  readonly noGroup: string
  /** Shown instead of the name of a deleted group. */
  readonly deletedGroup: string
  /** An employee who has left, by name. */
  readonly inactive: (name: string) => string
  /** Marks the substitute of an absent employee. */
  readonly substituteFor: (name: string) => string
  /** Shown instead of erased personal data. */
  readonly erased: string
  readonly yes: string
  readonly no: string
  readonly headings: Headings
  readonly fields: Fields
  readonly words: { readonly [K in Word]: string }
  /** The first words of the summary of each event; without an entry, the words of its name. */
  readonly events: { readonly [K in EventType]?: string }
}
