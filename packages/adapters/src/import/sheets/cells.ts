import { isCalendarDate } from '@clientele/domain'

/** The orders in which files write the parts of a day; `y-m-d` is read always. */
export const dateOrders = ['y-m-d', 'd.m.y', 'd-m-y', 'd/m/y', 'm/d/y', 'y/m/d'] as const

/** An order of day, month and year, with what stands between them. */
export type DateOrder = (typeof dateOrders)[number]

const part = { d: '(?<d>\\d{1,2})', m: '(?<m>\\d{1,2})', y: '(?<y>\\d{4})' } as const

const patternOf = (order: DateOrder): RegExp =>
  new RegExp(
    `^${order.replace('.', '\\.').replace(/[dmy]/g, (name) => (name === 'd' ? part.d : name === 'm' ? part.m : part.y))}$`,
  )

const patterns = new Map(dateOrders.map((order) => [order, patternOf(order)]))

/** A day in the order of a file as `YYYY-MM-DD`; what is no day in that order is left as it is. */
export const dayIn = (cell: string, order: DateOrder | undefined): string => {
  const { d, m, y } = patterns.get(order ?? 'y-m-d')?.exec(cell)?.groups ?? {}
  if (d === undefined || m === undefined || y === undefined) return cell
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  return isCalendarDate(day) ? day : cell
}

/** Whether cells say nothing at all. */
export const areBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')
