import { placeAmong } from './sorting.js'

/** The places of the rows with a value; most values have one row, which is kept without a list around it. */
type Places = number | number[]

/** At which places of a table the rows with a value in one column are; made when first asked for, and then kept. */
export type RowsByValue<Row> = {
  /** The places, ascending. Not to be changed. */
  of(value: string): readonly number[]
  changed(place: number, before: Row | undefined, after: Row | undefined): void
  /** Forgets what it made: the rows are others. */
  clear(): void
}

const nowhere: readonly number[] = []

/** The first index at which a list holds a place that is not smaller. */
const indexIn = (places: readonly number[], place: number): number => {
  if (place > (places.at(-1) ?? -1)) return places.length
  return placeAmong(places.length, (index) => (places[index] ?? 0) < place)
}

const insert = (places: number[], place: number): void => {
  const index = indexIn(places, place)
  if (index === places.length) places.push(place)
  else if (places[index] !== place) places.splice(index, 0, place)
}

const enter = (lists: Map<string, Places>, value: string, place: number): void => {
  const places = lists.get(value)
  if (places === undefined) lists.set(value, place)
  else if (typeof places !== 'number') insert(places, place)
  else if (places !== place) lists.set(value, places < place ? [places, place] : [place, places])
}

const leave = (lists: Map<string, Places>, value: string, place: number): void => {
  const places = lists.get(value)
  if (places === place) lists.delete(value)
  if (typeof places !== 'object') return
  const index = indexIn(places, place)
  if (places[index] === place) places.splice(index, 1)
  if (places.length === 0) lists.delete(value)
}

// Making room for a place, or closing its gap, moves what is behind it: in a longer list, changes wait to be merged.
const longest = 1_024

/** Places that come to a list (`true`) or leave it, in any order. */
type Moves = Map<number, boolean>

const merged = (places: readonly number[], moves: Moves): number[] => {
  const coming = [...moves].flatMap(([place, comes]) => (comes ? [place] : [])).sort((a, b) => a - b)
  const all: number[] = []
  let next = 0
  for (const place of places) {
    for (; (coming[next] ?? place) < place; next += 1) all.push(coming[next] ?? place)
    if (!moves.has(place)) all.push(place)
  }
  return [...all, ...coming.slice(next)]
}

// So few are entered and taken out faster one by one.
const few = 16

const applyMoves = (lists: Map<string, Places>, value: string, moves: Moves): void => {
  const places = lists.get(value)
  if (moves.size > few && typeof places === 'object') lists.set(value, merged(places, moves))
  else for (const [place, comes] of moves) (comes ? enter : leave)(lists, value, place)
}

const isSame = (before: readonly string[], after: readonly string[]): boolean =>
  before === after || (before.length === after.length && before.every((value, index) => value === after[index]))

const noValues: readonly string[] = []

/** Finds rows of `rows`, whose index is their place, by the values `valuesOf` gives. */
export const createRowsByValue = <Row>(
  rows: () => readonly (Row | undefined)[],
  valuesOf: (row: Row) => readonly string[],
): RowsByValue<Row> => {
  let lists: Map<string, Places> | null = null
  const waiting = new Map<string, Moves>()

  const move = (known: Map<string, Places>, value: string, place: number, comes: boolean): void => {
    const places = known.get(value)
    if (typeof places === 'object' && places.length >= longest) {
      const moves = waiting.get(value) ?? new Map<number, boolean>()
      if (moves.size === 0) waiting.set(value, moves)
      moves.set(place, comes)
    } else if (comes) enter(known, value, place)
    else leave(known, value, place)
  }

  const make = (): Map<string, Places> => {
    const made = new Map<string, Places>()
    rows().forEach((row, place) => {
      if (row !== undefined) for (const value of valuesOf(row)) enter(made, value, place)
    })
    // A list that grew has room for many more: most never get any.
    for (const [value, places] of made) if (typeof places === 'object') made.set(value, places.slice())
    return made
  }

  return {
    of: (value) => {
      lists ??= make()
      const moves = waiting.get(value)
      if (moves !== undefined) {
        applyMoves(lists, value, moves)
        waiting.delete(value)
      }
      const places = lists.get(value) ?? nowhere
      return typeof places === 'number' ? [places] : places
    },
    changed: (place, before, after) => {
      if (lists === null) return
      const had = before === undefined ? noValues : valuesOf(before)
      const has = after === undefined ? noValues : valuesOf(after)
      if (isSame(had, has)) return
      for (const value of had) move(lists, value, place, false)
      for (const value of has) move(lists, value, place, true)
    },
    clear: () => {
      lists = null
      waiting.clear()
    },
  }
}
