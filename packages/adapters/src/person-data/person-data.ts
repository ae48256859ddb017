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
  readonly categories: readonly string[]
  /** The contact properties, at one company or (`null`) everywhere. */
  readonly properties: readonly { readonly number: string; readonly name: string; readonly customerId: string | null }[]
  /** The first day after a legal hold on the data. */
  readonly holdUntil: string | null
  /** Every ban, consent and refusal, with its reason and evidence. */
  readonly statements: readonly Statement[]
  /** The private customer of the person, with its contact details. */
  readonly customer: {
    readonly customerId: string
    readonly name: string
    readonly number: number | null
    readonly segment: string | null
    readonly status: string | null
    readonly attractionChannel: string | null
    readonly customerKind: string | null
    readonly startDate: string | null
    readonly archived: boolean
    readonly groups: readonly string[]
    readonly specialGroups: readonly string[]
    readonly details: { readonly [field: string]: unknown }
    readonly statements: readonly Statement[]
  } | null
}

/** All data about a person (GDPR articles 15 and 20), and nothing about others. */
export type PersonDataExport = {
  readonly personId: string
  /** The requested record, and those merged into it. */
  readonly records: readonly PersonRecord[]
  /**
   * The activities of the records, of private customers and of their projects; texts that are also about others are left
   * out.
   */
  readonly activities: readonly PersonActivity[]
  /** All recorded, unerased texts about this person alone, oldest first. */
  readonly recorded: readonly RecordedText[]
  /** The export as an HTML page, in the language that was asked for. */
  readonly page: string
}
