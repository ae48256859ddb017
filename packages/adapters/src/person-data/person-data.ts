import type { Instant, Statement } from '@clientele/domain'
import type { PersonActivity } from './activities.js'

/** A text recorded about a person, with its time, event type and field. */
export type RecordedText = {
  readonly recordedAt: Instant
  readonly event: string
  readonly field: string
  readonly text: string
}

/** The current data of one record of a person; unknown fields are `null`. */
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
  /** The private customer of the person, with its contact details. */
  readonly customer: {
    readonly customerId: string
    readonly name: string
    readonly details: { readonly [field: string]: unknown }
    readonly statements: readonly Statement[]
  } | null
}

/** All data about a person (GDPR articles 15 and 20), and nothing about others. */
export type PersonDataExport = {
  readonly personId: string
  /** The requested record, and those merged into it. */
  readonly records: readonly PersonRecord[]
  /** The activities; texts that are also about others are left out. */
  readonly activities: readonly PersonActivity[]
  /** All recorded, unerased texts about this person alone, oldest first. */
  readonly recorded: readonly RecordedText[]
  /** The export as an HTML page. */
  readonly page: string
}
