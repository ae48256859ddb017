import type { RowChange } from '../tables/table.js'

/** A structure that is derived from the rows of a table: built on first use, then maintained. */
export type Derived<Row, State> = {
  /** The structure, up to date. */
  state(): State
  /** Applies a change of the table. */
  changed(change: RowChange<Row>): void
  /** Discards the structure; it is rebuilt from the current rows on next use. */
  clear(): void
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

  const build = (): State => {
    const state = by.make()
    for (const row of by.rows()) by.add(state, row)
    by.finish?.(state)
    return state
  }

  const replace = (state: State, before: Row, after: Row): void => {
    by.remove(state, before)
    by.add(state, after)
  }

  return {
    state: () => {
      known ??= build()
      return known
    },
    changed: ({ before, after }) => {
      if (known === null) return
      if (before !== null && after !== null) (by.replace ?? replace)(known, before, after)
      else if (before !== null) by.remove(known, before)
      else if (after !== null) by.add(known, after)
    },
    clear: () => {
      known = null
    },
  }
}
