import type { SqliteValue } from '@clientele/domain'
import type { Changes, Statement } from '../connection.js'
import type { NodeStatement } from './module.js'
import { resultNumber } from './result-codes.js'
import { rowIn, type rowShapes } from './rows.js'

/** Runs something; what it throws gets the codes that are understood. */
export type Guard = <A>(action: () => A) => A

const outOfRange = 25

// Values are bound when rows are asked for, and nothing runs before the first of them is read.
const canBind = (native: NodeStatement, values: readonly SqliteValue[]): boolean => {
  try {
    native.iterate(...values)
    return true
  } catch (error) {
    if (resultNumber(error) === outOfRange) return false
    throw error
  }
}

/** Throws unless there is a value for each `?` of a statement: `node:sqlite` would take null for those that are missing. */
const countCheck = (native: NodeStatement): ((values: readonly SqliteValue[]) => void) => {
  let count = -1
  return (values) => {
    if (values.length === count) return
    if (!canBind(native, values)) throw new RangeError('Too many parameter values were provided')
    if (canBind(native, [...values, null])) throw new RangeError('Too few parameter values were provided')
    count = values.length
  }
}

/** Throws for a statement that has no rows; `node:sqlite` before 22.16 does not tell. */
const rowsCheck = (native: NodeStatement): (() => void) => {
  let isChecked = false
  return () => {
    if (!isChecked && native.columns?.().length === 0)
      throw new TypeError('This statement does not return data. Use run() instead')
    isChecked = true
  }
}

/** A statement of `node:sqlite` as ours. */
export const statementOver = <Parameters extends readonly SqliteValue[], Found>(
  native: NodeStatement,
  guard: Guard,
): Statement<Parameters, Found> => {
  let shape: keyof typeof rowShapes = 'object'
  const checkCount = countCheck(native)
  const checkRows = rowsCheck(native)
  const found = (row: unknown): Found => rowIn<Found>(shape, row)
  const reading = <A>(values: Parameters, read: () => A): A =>
    guard(() => {
      checkRows()
      checkCount(values)
      return read()
    })
  function* iterate(values: Parameters): IterableIterator<Found> {
    const rows = reading(values, () => native.iterate(...values))
    try {
      for (let next = guard(() => rows.next()); next.done !== true; next = guard(() => rows.next()))
        yield found(next.value)
    } finally {
      rows.return?.()
    }
  }
  const shaped = (wanted: typeof shape): Statement<Parameters, Found> => {
    native.setReturnArrays?.(true)
    shape = wanted
    return statement
  }
  const statement: Statement<Parameters, Found> = {
    raw: () => shaped('raw'),
    pluck: () => shaped('pluck'),
    get: (...values) => {
      const row = reading(values, () => native.get(...values))
      return row === undefined ? undefined : found(row)
    },
    all: (...values) => reading(values, () => native.all(...values)).map(found),
    iterate: (...values) => iterate(values),
    run: (...values): Changes =>
      guard(() => {
        checkCount(values)
        return native.run(...values)
      }),
  }
  return statement
}
