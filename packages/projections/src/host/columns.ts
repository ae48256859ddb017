import { isUnawaited, type OnHostError, telling } from '@clientele/domain'
import type { Locale } from '../messages/locale.js'

/** The value of a cell; `null` is blank, booleans are translated. */
export type HostCell = string | number | boolean | null

/** The heading of a column by language; English is used for missing languages. */
export type HeadingTexts = { readonly en: string } & { readonly [K in Locale]?: string }

/** A column that a projection of the host adds, by name, to the customer list, its reports and exports. */
export type HostColumn<States> = {
  readonly heading: HeadingTexts
  /** In characters; 18 by default. */
  readonly width?: number | undefined
  /** `text` by default; a `date` is `YYYY-MM-DD`. */
  readonly kind?: 'text' | 'date' | 'number' | undefined
  /**
   * The cell of a customer that the viewer sees. Called only for the rows of a page, and only for today as known now:
   * projections hold the current states, so cells of other days and moments are `null`.
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

/**
 * Binds columns to the states of their projection. A value that is no cell throws a `TypeError`. Errors are reported to
 * `onHostError`.
 */
export const bindColumns = <States>(
  columns: { readonly [name: string]: HostColumn<States> } = {},
  states: States,
  onHostError: OnHostError,
): readonly (readonly [name: string, BoundColumn])[] =>
  Object.entries(columns).map(([name, { value, ...column }]) => {
    const cellOf = (customerId: string): HostCell => {
      const cell: unknown = value(customerId, states)
      if (isCell(cell)) return cell
      isUnawaited(cell, (error) => onHostError(error, { kind: 'column', name }))
      throw new TypeError(`The column ${name} gives a value that is no cell.`)
    }
    return [name, { ...column, cellOf: telling(cellOf, onHostError, { kind: 'column', name }) }]
  })
