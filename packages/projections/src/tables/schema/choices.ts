import type { ListChoice, Report, Settings } from '@clientele/domain'
import { defineTable } from '../define-table.js'
import { keyOf } from '../keys.js'

/** The list preferences of a user. */
export type ListPreferencesRow = ListChoice & { readonly userId: string; readonly list: string }

/** A saved report; a deleted one remains for the access check of its history. */
export type ReportRow = Omit<Report, 'exists'> & { readonly reportId: string; readonly deleted: boolean }

export type SettingsRow = Settings & { readonly id: 'settings' }

export const choiceTables = {
  listPreferences: defineTable(({ userId, list }: ListPreferencesRow) => keyOf(userId, list)),
  reports: defineTable((row: ReportRow) => row.reportId, { indexes: ['ownerId', 'scope'] }),
  settings: defineTable((row: SettingsRow) => row.id),
}
