import { stepSize } from '../data-structures/sorting.js'
import type { RowChange } from '../tables/table.js'

/** A structure that is kept up to date with the rows of a table. */
export type Maintained<Row> = {
  /** Applies a change of the table. */
  changed(change: RowChange<Row>): void
  /** Discards the structure; it is rebuilt from the current rows on next use. */
  clear(): void
}

/** A structure that is derived from the rows of a table: built on first use, then maintained. */
export type Derived<Row, State> = Maintained<Row> & {
  /** The structure, up to date. */
  state(): State
  /**
   * Builds the structure in steps, ahead of the first use, and returns whether it is built; for structures where adding
   * a row that is there, or removing one that is not, does no harm.
   */
  prepare(): Generator<void, boolean>
}

/**
 * How a structure is derived: `add` and `remove` change it in place. `replace` does both for a changed row, where doing
 * less is possible; `finish` follows the build.
 */
export type Derivation<Row, State> = {
  rows(): Iterable<Row>
  make(): State
  add(state: State, row: Row): void
  remove(state: State, row: Row): void
  replace?(state: State, before: Row, after: Row): void
  finish?(state: State): void
}

/** Creates a derived structure; nothing is built yet. */
export const derived = <Row, State extends object>(by: Derivation<Row, State>): Derived<Row, State> => {
  let known: State | null = null
  // The last change of each row while the structure is built in steps; `null` otherwise.
  let pending: Map<string, RowChange<Row>> | null = null

  const build = (): State => {
    const state = by.make()
    for (const row of by.rows()) by.add(state, row)
    by.finish?.(state)
    pending = null
    return state
  }

  const replace = (state: State, before: Row, after: Row): void => {
    by.remove(state, before)
    by.add(state, after)
  }

  const apply = (state: State, { before, after }: RowChange<Row>): void => {
    if (before !== null && after !== null) (by.replace ?? replace)(state, before, after)
    else if (before !== null) by.remove(state, before)
    else if (after !== null) by.add(state, after)
  }

  return {
    state: () => {
      known ??= build()
      return known
    },
    prepare: function* () {
      if (known !== null) return true
      const [state, changes] = [by.make(), new Map<string, RowChange<Row>>()]
      pending = changes
      let count = 0
      for (const row of by.rows()) {
        by.add(state, row)
        count += 1
        if (count % stepSize === 0) yield
        if (pending !== changes) return known !== null
      }
      pending = null
      for (const change of changes.values()) apply(state, change)
      by.finish?.(state)
      known = state
      return true
    },
    changed: (change) => {
      if (known !== null) apply(known, change)
      else pending?.set(change.key, change)
    },
    clear: () => {
      known = null
      pending = null
    },
  }
}
