import type { EventType } from '@clientele/domain'
import { en } from './en.js'
import { et } from './et.js'
import { fi } from './fi.js'
import { type Locale, localeOf } from './locale.js'
import { sv } from './sv.js'

/** The columns a listing can have. */
export type Heading =
  | 'customerName'
  | 'customerGroup'
  | 'personName'
  | 'personEmail'
  | 'sellerInformation'
  | 'interval'
  | 'customerRole'
  | 'customerNumber'
  | 'project'
  | 'recordedAt'
  | 'effectiveDate'
  | 'by'
  | 'summary'
  | 'changes'
  | 'customerId'
  | 'name'
  | 'number'
  | 'kind'
  | 'group'
  | 'specialGroups'
  | 'segment'
  | 'status'
  | 'attractionChannel'
  | 'customerKind'
  | 'owner'
  | 'startDate'
  | 'private'
  | 'archived'
  | 'email'
  | 'phone'
  | 'street'
  | 'postalCode'
  | 'city'
  | 'region'
  | 'country'
  | 'businessId'
  | 'externalId'
  | 'website'
  | 'invoiceDelivery'

/** What the library says to people in one language. */
export type Wording = {
  readonly noGroup: string
  /** What stands for a deleted group where its id is kept (U25). */
  readonly deletedGroup: string
  /** What marks somebody who stands in for an employee who is away. */
  readonly substituteFor: (name: string) => string
  /** What stands in the place of what was erased of a person. */
  readonly erased: string
  readonly yes: string
  readonly no: string
  readonly headings: { readonly [K in Heading]: string }
  /** What happened, in a few words: the beginning of a history line's summary. */
  readonly events: { readonly [K in EventType]: string }
}

const wordings: { readonly [K in Locale]: Wording } = { en, fi, sv, et }

/** The wording of a language; English for one we do not have. */
export const wordingOf = (locale: string | undefined): Wording => wordings[localeOf(locale)]
