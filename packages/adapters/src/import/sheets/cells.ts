import { isCalendarDate } from '@clientele/domain'

/** The date formats of files; those that begin with the year are always read. */
export const dateOrders = ['y-m-d', 'd.m.y', 'd-m-y', 'd/m/y', 'm/d/y', 'y/m/d'] as const

/** An order of day, month and year, with the separator. */
export type DateOrder = (typeof dateOrders)[number]

const part = { d: '(?<d>\\d{1,2})', m: '(?<m>\\d{1,2})', y: '(?<y>\\d{4})' } as const

const patternOf = (order: DateOrder): RegExp =>
  new RegExp(
    `^${order.replace('.', '\\.').replace(/[dmy]/g, (name) => (name === 'd' ? part.d : name === 'm' ? part.m : part.y))}$`,
  )

const patterns = new Map(dateOrders.map((order) => [order, patternOf(order)]))

const orders = (order: DateOrder | undefined): readonly DateOrder[] => [order ?? 'y-m-d', 'y-m-d', 'y/m/d']

// Databases and spreadsheets write days with the time of their beginning.
const midnight = /[T ]0?0[:.]00(?:[:.]00(?:[.,]0+)?)?$/

/** Converts a day in a format, also with the time 00:00, to `YYYY-MM-DD`; other texts are returned unchanged. */
export const dayIn = (cell: string, order: DateOrder | undefined): string => {
  const written = cell.replace(midnight, '')
  const found = orders(order).map((one) => patterns.get(one)?.exec(written)?.groups)
  const { d, m, y } = found.find((groups) => groups !== undefined) ?? {}
  if (d === undefined || m === undefined || y === undefined) return cell
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  return isCalendarDate(day) ? day : cell
}

/** Whether all cells are blank. */
export const areBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')
