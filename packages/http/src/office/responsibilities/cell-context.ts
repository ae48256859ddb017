import type { Locale } from '@clientele/projections'

/** A role: its name, and its number, which gives its colour. */
export type ShownRole = { readonly name: string; readonly number: number }

/** The shared props of the cells. */
export type CellContext = {
  readonly locale: Locale
  readonly base: string
  readonly address: string
  readonly isNow: boolean
  readonly isByRole: boolean
  readonly focus: string | null
  readonly roles: ReadonlyMap<string, ShownRole>
  readonly nameOf: (employeeId: string) => string
}
