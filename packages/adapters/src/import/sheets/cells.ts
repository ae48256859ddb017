import { isCalendarDate } from '@clientele/domain'

/** The date formats of files; `y-m-d` is always read. */
export const dateOrders = ['y-m-d', 'd.m.y', 'd-m-y', 'd/m/y', 'm/d/y', 'y/m/d'] as const

/** An order of day, month and year, with the separator. */
export type DateOrder = (typeof dateOrders)[number]

const part = { d: '(?<d>\\d{1,2})', m: '(?<m>\\d{1,2})', y: '(?<y>\\d{4})' } as const

const patternOf = (order: DateOrder): RegExp =>
  new RegExp(
    `^${order.replace('.', '\\.').replace(/[dmy]/g, (name) => (name === 'd' ? part.d : name === 'm' ? part.m : part.y))}$`,
  )

const patterns = new Map(dateOrders.map((order) => [order, patternOf(order)]))

/** Converts a day in a format to `YYYY-MM-DD`; other texts are returned unchanged. */
export const dayIn = (cell: string, order: DateOrder | undefined): string => {
  const { d, m, y } = patterns.get(order ?? 'y-m-d')?.exec(cell)?.groups ?? {}
  if (d === undefined || m === undefined || y === undefined) return cell
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  return isCalendarDate(day) ? day : cell
}

/** Whether all cells are blank. */
export const areBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')
