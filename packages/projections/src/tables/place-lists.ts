import { addTo, type Multimap, removeFrom } from '../data-structures/multimap.js'

/** Lists of row places by value. Changes in the middle of a long list are collected, and merged on its next lookup. */
export type PlaceLists = {
  /** The places, ascending. Read-only. */
  of(value: string): readonly number[]
  /** Appends a place that is greater than all others of the value; cheap for a list of any length. */
  append(value: string, place: number): void
  add(value: string, place: number): void
  remove(value: string, place: number): void
  /** Releases the spare capacity of arrays that grew by `push`. */
  trim(): void
}

const noPlaces: readonly number[] = []

// An insertion or removal moves the tail of a list, so for longer lists changes are collected and merged.
const maxDirectLength = 1_024

/** Places to add, and places to remove as `-1 - place`; the last change of a place wins. */
type Moves = number[]

const placeOfMove = (move: number): number => (move < 0 ? -1 - move : move)

/** The range of places that a list and its pending changes cover. */
const spanOf = (places: readonly number[], moves: Moves): readonly [first: number, length: number] => {
  let [first, last] = [places[0] ?? placeOfMove(moves[0] ?? 0), places.at(-1) ?? 0]
  for (const move of moves) {
    first = Math.min(first, placeOfMove(move))
    last = Math.max(last, placeOfMove(move))
  }
  return [first, last - first + 1]
}

const [added, removed] = [1, 2]

const merge = (places: readonly number[], moves: Moves): number[] => {
  const [first, length] = spanOf(places, moves)
  const changes = new Uint8Array(length)
  for (const move of moves) changes[placeOfMove(move) - first] = move < 0 ? removed : added
  const additions = new Int32Array(moves.filter((move) => changes[move - first] === added)).sort()
  const all: number[] = []
  let next = 0
  const addBefore = (before: number): void => {
    for (let at = additions[next] ?? before; at < before; at = additions[next] ?? before) {
      if (at !== all.at(-1)) all.push(at)
      next += 1
    }
  }
  for (const place of places) {
    addBefore(place)
    if (changes[place - first] === 0) all.push(place)
  }
  addBefore(first + length)
  return all
}

// Up to this number, applying moves one by one is faster.
const maxSingleMoves = 16

const applyMoves = (lists: Multimap<string>, value: string, moves: Moves): void => {
  const places = lists.get(value)
  if (moves.length > maxSingleMoves && typeof places === 'object') lists.set(value, merge(places, moves))
  else for (const move of moves) (move < 0 ? removeFrom : addTo)(lists, value, placeOfMove(move))
}

/** Creates empty lists. */
export const createPlaceLists = (): PlaceLists => {
  const lists: Multimap<string> = new Map()
  const pending = new Map<string, Moves>()

  const applyPending = (value: string): void => {
    const moves = pending.get(value)
    if (moves === undefined) return
    applyMoves(lists, value, moves)
    pending.delete(value)
  }

  const defer = (value: string, move: number, limit: number): void => {
    const moves = pending.get(value) ?? []
    if (moves.length === 0) pending.set(value, moves)
    moves.push(move)
    // Bounds the pending changes if one place is added and removed repeatedly.
    if (moves.length > limit) applyPending(value)
  }

  const deferIfLong =
    (change: typeof addTo, moveOf: (place: number) => number) =>
    (value: string, place: number): void => {
      const places = lists.get(value)
      if (typeof places === 'object' && places.length >= maxDirectLength) defer(value, moveOf(place), 4 * places.length)
      else change(lists, value, place)
    }

  return {
    of: (value) => {
      applyPending(value)
      const places = lists.get(value) ?? noPlaces
      return typeof places === 'number' ? [places] : places
    },
    append: (value, place) => addTo(lists, value, place),
    add: deferIfLong(addTo, (place) => place),
    remove: deferIfLong(removeFrom, (place) => -1 - place),
    trim: () => {
      for (const [value, places] of lists) if (typeof places === 'object') lists.set(value, places.slice())
    },
  }
}
