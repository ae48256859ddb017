import type { Instant, Statement } from '@clientele/domain'
import type { PersonActivity } from './activities.js'

/** A text that was recorded about a person: when, by which event, in which field. */
export type RecordedText = {
  readonly recordedAt: Instant
  readonly event: string
  readonly field: string
  readonly text: string
}

/** What is known of one record of a person now; `null` where nothing is. */
export type PersonRecord = {
  readonly personId: string
  readonly firstName: string | null
  readonly lastName: string
  readonly email: string | null
  readonly phone: string | null
  readonly mobile: string | null
  readonly title: string | null
  readonly companyIds: readonly string[]
  /** Every ban, consent and refusal, with its reason and evidence. */
  readonly statements: readonly Statement[]
  /** The customer that the person is, with its contact details. */
  readonly customer: {
    readonly customerId: string
    readonly name: string
    readonly details: { readonly [field: string]: unknown }
    readonly statements: readonly Statement[]
  } | null
}

/** Everything known of a person (GDPR 15 and 20), and nothing of others. */
export type PersonDataExport = {
  readonly personId: string
  /** The record asked for, and those merged into it. */
  readonly records: readonly PersonRecord[]
  /** Texts that are about others too are left out of them. */
  readonly activities: readonly PersonActivity[]
  /** Every text about this person alone that was ever recorded and is not erased, oldest first. */
  readonly recorded: readonly RecordedText[]
  /** The same to be read: a page in HTML. */
  readonly page: string
}
