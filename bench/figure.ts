import { cpus, totalmem } from 'node:os'
import type { Size } from './registers.js'

/** The result of a benchmark: a ratio, its target, and the figures behind it. */
export type Figure = {
  readonly what: string
  readonly ratio: number
  /** The lowest and highest ratio of the rounds, if there were several. */
  readonly spread?: readonly [number, number]
  readonly target: Target | null
  readonly ours: string
  readonly floor: string
  readonly size: string
}

export type Target = { readonly at: 'least' | 'most'; readonly value: number; readonly unit?: string }

export const atLeast = (value: number): Target => ({ at: 'least', value })
export const atMost = (value: number, unit = ''): Target => ({ at: 'most', value, unit })

/** The size of a run, and where it stores its files. */
export type Run = {
  readonly full: boolean
  readonly directory: string
  /** A register that is imported once and reused by later runs. */
  register(size: Size): Promise<string>
  /** The same with traits, activities and reports in addition to the importable data. */
  furnished(size: Size): Promise<string>
}

export type Benchmark = {
  readonly name: string
  readonly about: string
  run(run: Run): Promise<readonly Figure[] | string>
}

/** Whether a figure meets its target; `null` without a target. */
export const isMet = ({ ratio, target }: Figure): boolean | null =>
  target === null ? null : target.at === 'least' ? ratio >= target.value : ratio <= target.value

const rounded = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))

const targetText = (target: Target | null): string =>
  target === null ? '–' : `${target.at === 'least' ? '≥' : '≤'} ${target.value}${target.unit ?? ''}`

const verdict = (figure: Figure): string => ({ true: 'met', false: 'MISSED', null: '' })[`${isMet(figure)}`] ?? ''

const spreadOf = ({ spread }: Figure): string => (spread === undefined ? '' : spread.map(rounded).join('–'))

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)))
  const pad = (cell: string, column: number): string => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length)
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n')
}

/** The ratios first, then their components. */
export const report = (figures: readonly Figure[]): string =>
  [
    table([
      ['ratio', 'target', '', 'rounds', 'what'],
      ...figures.map((one) => [rounded(one.ratio), targetText(one.target), verdict(one), spreadOf(one), one.what]),
    ]),
    '',
    table([
      ['ours', 'floor', 'size', 'what'],
      ...figures.map(({ ours, floor, size, what }) => [ours, floor, size, what]),
    ]),
    '',
  ].join('\n')

/** The machine and the version of Node. */
export const machine = (): string =>
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`
