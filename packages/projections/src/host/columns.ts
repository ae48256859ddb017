import { type OnHostError, telling } from '@clientele/domain'
import type { Locale } from '../messages/locale.js'

/** What a cell shows; `null` is blank, booleans are translated. */
export type HostCell = string | number | boolean | null

/** The heading of a column in the languages of the views; English stands in for the others. */
export type HeadingTexts = { readonly en: string } & { readonly [K in Locale]?: string }

/** A column that a projection of the host adds to the customer list, its reports and exports, under its name. */
export type HostColumn<States> = {
  readonly heading: HeadingTexts
  /** In characters; 18 by default. */
  readonly width?: number
  /** `text` by default; a `date` is `YYYY-MM-DD`. */
  readonly kind?: 'text' | 'date' | 'number'
  /**
   * The cell of a customer that the viewer sees. Called for the rows of a page only, and for today as it is known now:
   * projections hold what is so now, and the cells of other days and moments are `null`.
   */
  readonly value: (customerId: string, states: States) => HostCell
}

/** A column bound to the states of its projection. */
export type BoundColumn = Omit<HostColumn<unknown>, 'value'> & { readonly cellOf: (customerId: string) => HostCell }

/** The columns of the projections of a host, by name. */
export type HostColumns = ReadonlyMap<string, BoundColumn>

/** A heading in a language. */
export const headingIn = (heading: HeadingTexts, locale: Locale): string => heading[locale] ?? heading.en

/** No columns. */
export const noHostColumns: HostColumns = new Map()

const isCell = (value: unknown): value is HostCell =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)

/** Binds columns to the states of their projection; a value that is no cell is thrown as a `TypeError`. `onHostError` hears what they throw. */
export const boundColumns = <States>(
  columns: { readonly [name: string]: HostColumn<States> } = {},
  states: States,
  onHostError: OnHostError,
): readonly (readonly [name: string, BoundColumn])[] =>
  Object.entries(columns).map(([name, { value, ...column }]) => {
    const cellOf = (customerId: string): HostCell => {
      const cell: unknown = value(customerId, states)
      if (isCell(cell)) return cell
      throw new TypeError(`The column ${name} gives a value that is no cell.`)
    }
    return [name, { ...column, cellOf: telling(cellOf, onHostError, { kind: 'column', name }) }]
  })
