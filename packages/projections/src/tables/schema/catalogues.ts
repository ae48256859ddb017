import type { Instant } from '@clientele/domain'
import { defineTable } from '../define-table.js'
import { keyOf } from '../keys.js'

/** A customer group; a deleted one remains for queries about days before `deletedAt`. */
export type GroupRow = {
  readonly groupId: string
  readonly name: string
  readonly parentId: string | null
  readonly predefined: boolean
  readonly numberingStart: number | null
  readonly ledgerAccount: string | null
  readonly costObjects: readonly { readonly dimension: string; readonly value: string }[]
  readonly salespersonIds: readonly string[]
  readonly archived: boolean
  readonly deletedAt: Instant | null
}

/** A special group; a deleted one remains for queries about days before `deletedAt`. */
export type SpecialGroupRow = {
  readonly specialGroupId: string
  readonly name: string
  readonly legend: string | null
  readonly deletedAt: Instant | null
}

export type ClassifierValueRow = {
  readonly catalogue: string
  readonly value: string
  readonly name: string | null
  readonly retired: boolean
}

export type ContactPropertyRow = {
  readonly number: number
  readonly name: string
  readonly contactGroupId: string | null
  readonly retired: boolean
}

export type ContactGroupRow = { readonly contactGroupId: string; readonly name: string }

/** A reserved customer number, and the last customer it was reserved for. */
export type NumberRow = { readonly number: number; readonly customerId: string | null; readonly released: boolean }

/** Numbers from `start` to `end` inclusive; `kind` `null` is the tenant's series. */
export type SeriesRow = {
  readonly seriesId: string
  readonly kind: string | null
  readonly start: number
  readonly end: number | null
}

export const catalogueTables = {
  groups: defineTable((row: GroupRow) => row.groupId, { indexes: ['parentId', 'salespersonIds'] }),
  specialGroups: defineTable((row: SpecialGroupRow) => row.specialGroupId),
  classifierValues: defineTable(({ catalogue, value }: ClassifierValueRow) => keyOf(catalogue, value), {
    indexes: ['catalogue'],
  }),
  contactProperties: defineTable((row: ContactPropertyRow) => String(row.number), {
    indexes: ['contactGroupId'],
  }),
  contactGroups: defineTable((row: ContactGroupRow) => row.contactGroupId),
  numbers: defineTable((row: NumberRow) => String(row.number)),
  series: defineTable((row: SeriesRow) => row.seriesId),
}
