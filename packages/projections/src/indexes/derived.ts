import { stepSize } from '../data-structures/sorting.js'
import type { RowChange, Table } from '../tables/table.js'

/** A table to derive a structure from; rows added during iteration are iterated too. */
export type RowSource<Row> = Pick<Table<Row>, 'rows' | 'keyOf'>

/** A structure that is kept up to date with the rows of a table. */
export type Maintained<Row> = {
  /** Applies a change of the table. */
  changed(change: RowChange<Row>): void
  /** Discards the structure; it is rebuilt from the current rows on next use. */
  clear(): void
}

/** A structure that is built on first use, or before it in steps by `prepare`. */
export type Prepared<Row> = Maintained<Row> & { prepare(): Iterable<void> }

/** A structure that is derived from the rows of a table: built on first use, then maintained. */
export type Derived<Row, State> = Maintained<Row> & {
  /** The structure, up to date. */
  state(): State
  /** Builds the structure in steps before its first use; returns whether it is complete. */
  prepare(): Generator<void, boolean>
}

/**
 * How a structure is derived: `add` and `remove` change it in place. `replace`, by default both, may do less for a
 * changed row; `finish` runs after the build.
 */
export type Derivation<Row, State> = {
  readonly from: RowSource<Row>
  make(): State
  add(state: State, row: Row): void
  remove(state: State, row: Row): void
  replace?(state: State, before: Row, after: Row): void
  finish?(state: State): void
}

/** Creates a derived structure; it is not built yet. */
export const derived = <Row, State extends object>(by: Derivation<Row, State>): Derived<Row, State> => {
  let built: State | null = null
  // While the structure is built in steps: the part built so far, and the keys of its rows; otherwise `null`.
  let partial: { readonly state: State; readonly keys: Set<string> } | null = null

  const build = (): State => {
    const state = by.make()
    for (const row of by.from.rows()) by.add(state, row)
    by.finish?.(state)
    partial = null
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
      built ??= build()
      return built
    },
    prepare: function* () {
      if (built !== null) return true
      const own = { state: by.make(), keys: new Set<string>() }
      partial = own
      for (const row of by.from.rows()) {
        by.add(own.state, row)
        own.keys.add(by.from.keyOf(row))
        if (own.keys.size % stepSize === 0) yield
        if (partial !== own) return built !== null
      }
      partial = null
      by.finish?.(own.state)
      built = own.state
      return true
    },
    changed: (change) => {
      if (built !== null) apply(built, change)
      // A row that is not in the partial structure yet is read later, with its then current contents.
      else if (partial?.keys.has(change.key) === true) {
        apply(partial.state, change)
        if (change.after === null) partial.keys.delete(change.key)
      }
    },
    clear: () => {
      built = null
      partial = null
    },
  }
}
