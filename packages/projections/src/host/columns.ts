import { type OnHostError, telling, tryHost } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
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
   * projections hold the current states, so cells of other days and moments are `null`. If it throws, the views in which
   * the column is selected throw an `Error` named `ColumnFailed`; the others are not affected.
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

/** A column of the host is broken: it threw, or gave a value that is no cell. Nothing personal is in `problem`. */
export type ColumnFailed = { readonly error: 'ColumnFailed'; readonly column: string; readonly problem: string }

const columnFailed = (column: string, problem: string): Error => {
  const failure: ColumnFailed = { error: 'ColumnFailed', column, problem }
  return Object.assign(new Error(`The column ${column}: ${problem}`), { name: failure.error, failure })
}

const bindColumn = <States>(
  name: string,
  { value, ...column }: HostColumn<States>,
  states: States,
  onHostError: OnHostError,
): BoundColumn => {
  const where = { kind: 'column', name } as const
  const valueFor = telling((customerId: string): unknown => value(customerId, states), onHostError, where)
  const cellOf = (customerId: string): HostCell => {
    const cell = tryHost(() => valueFor(customerId))
    if (isLeft(cell)) throw columnFailed(name, cell.left)
    if (!isCell(cell.right)) throw columnFailed(name, 'It gave a value that is no cell.')
    return cell.right
  }
  return { ...column, cellOf }
}

/**
 * Binds columns to the states of their projection. A column that throws, or gives a value that is no cell, ends the views
 * in which it is selected with an `Error` that carries `ColumnFailed`. What it throws is reported to `onHostError`.
 */
export const bindColumns = <States>(
  columns: { readonly [name: string]: HostColumn<States> } = {},
  states: States,
  onHostError: OnHostError,
): readonly (readonly [name: string, BoundColumn])[] =>
  Object.entries(columns).map(([name, column]) => [name, bindColumn(name, column, states, onHostError)])
