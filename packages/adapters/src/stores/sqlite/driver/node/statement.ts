import type { SqliteValue } from '@clientele/domain'
import type { Changes, Statement } from '../connection.js'
import type { NodeStatement } from './module.js'
import { resultNumber } from './result-codes.js'
import { rowIn, type rowShapes } from './rows.js'

/** Runs an action and adds result codes to the errors it throws. */
export type Guard = <A>(action: () => A) => A

const rangeError = 25

// `iterate` binds the values, but executes nothing before the first row is read.
const canBind = (native: NodeStatement, values: readonly SqliteValue[]): boolean => {
  try {
    native.iterate(...values)
    return true
  } catch (error) {
    if (resultNumber(error) === rangeError) return false
    throw error
  }
}

/** Throws unless there is a value for each `?` of a statement: `node:sqlite` would use null for missing values. */
const countCheck = (native: NodeStatement): ((values: readonly SqliteValue[]) => void) => {
  let count = -1
  return (values) => {
    if (values.length === count) return
    if (!canBind(native, values)) throw new RangeError('Too many parameter values were provided')
    if (canBind(native, [...values, null])) throw new RangeError('Too few parameter values were provided')
    count = values.length
  }
}

/** Throws for a statement that returns no rows; before Node 22.16 this cannot be known. */
const rowsCheck = (native: NodeStatement): (() => void) => {
  let isChecked = false
  return () => {
    if (!isChecked && native.columns?.().length === 0)
      throw new TypeError('This statement does not return data. Use run() instead')
    isChecked = true
  }
}

/** Adapts a statement of `node:sqlite` to `Statement`. */
export const adaptStatement = <Parameters extends readonly SqliteValue[], Found>(
  native: NodeStatement,
  guard: Guard,
): Statement<Parameters, Found> => {
  let shape: keyof typeof rowShapes = 'object'
  const checkCount = countCheck(native)
  const checkRows = rowsCheck(native)
  const toRow = (row: unknown): Found => rowIn<Found>(shape, row)
  const readChecked = <A>(values: Parameters, read: () => A): A =>
    guard(() => {
      checkRows()
      checkCount(values)
      return read()
    })
  function* iterate(values: Parameters): IterableIterator<Found> {
    const rows = readChecked(values, () => native.iterate(...values))
    try {
      for (let next = guard(() => rows.next()); next.done !== true; next = guard(() => rows.next()))
        yield toRow(next.value)
    } finally {
      rows.return?.()
    }
  }
  const withShape = (wanted: typeof shape): Statement<Parameters, Found> => {
    native.setReturnArrays?.(true)
    shape = wanted
    return statement
  }
  const statement: Statement<Parameters, Found> = {
    raw: () => withShape('raw'),
    pluck: () => withShape('pluck'),
    get: (...values) => {
      const row = readChecked(values, () => native.get(...values))
      return row === undefined ? undefined : toRow(row)
    },
    all: (...values) => readChecked(values, () => native.all(...values)).map(toRow),
    iterate: (...values) => iterate(values),
    run: (...values): Changes =>
      guard(() => {
        checkCount(values)
        return native.run(...values)
      }),
  }
  return statement
}
