import { stepSize } from '../data-structures/sorting.js'
import type { RowChange, Table } from '../tables/table.js'

/** A table that something is derived from: rows that come while it is iterated are met too. */
export type RowSource<Row> = Pick<Table<Row>, 'rows' | 'keyOf'>

/** A structure that is kept up to date with the rows of a table. */
export type Maintained<Row> = {
  /** Applies a change of the table. */
  changed(change: RowChange<Row>): void
  /** Discards the structure; it is rebuilt from the current rows on next use. */
  clear(): void
}

/** A structure that is built in steps ahead of its first use, or on it. */
export type Prepared<Row> = Maintained<Row> & { prepare(): Iterable<void> }

/** A structure that is derived from the rows of a table: built on first use, then maintained. */
export type Derived<Row, State> = Maintained<Row> & {
  /** The structure, up to date. */
  state(): State
  /** Builds the structure in steps, ahead of the first use, and returns whether it is built. */
  prepare(): Generator<void, boolean>
}

/**
 * How a structure is derived: `add` and `remove` change it in place. `replace` does both for a changed row, where doing
 * less is possible; `finish` follows the build.
 */
export type Derivation<Row, State> = {
  readonly from: RowSource<Row>
  make(): State
  add(state: State, row: Row): void
  remove(state: State, row: Row): void
  replace?(state: State, before: Row, after: Row): void
  finish?(state: State): void
}

/** Creates a derived structure; nothing is built yet. */
export const derived = <Row, State extends object>(by: Derivation<Row, State>): Derived<Row, State> => {
  let known: State | null = null
  // While the structure is built in steps: as far as it is, and the keys of the rows in it; `null` otherwise.
  let begun: { readonly state: State; readonly keys: Set<string> } | null = null

  const build = (): State => {
    const state = by.make()
    for (const row of by.from.rows()) by.add(state, row)
    by.finish?.(state)
    begun = null
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
      const mine = { state: by.make(), keys: new Set<string>() }
      begun = mine
      for (const row of by.from.rows()) {
        by.add(mine.state, row)
        mine.keys.add(by.from.keyOf(row))
        if (mine.keys.size % stepSize === 0) yield
        if (begun !== mine) return known !== null
      }
      begun = null
      by.finish?.(mine.state)
      known = mine.state
      return true
    },
    changed: (change) => {
      if (known !== null) apply(known, change)
      // A row that is not in it yet is met later, as it is then.
      else if (begun?.keys.has(change.key) === true) {
        apply(begun.state, change)
        if (change.after === null) begun.keys.delete(change.key)
      }
    },
    clear: () => {
      known = null
      begun = null
    },
  }
}
