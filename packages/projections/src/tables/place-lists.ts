import { addTo, type Multimap, removeFrom } from '../data-structures/multimap.js'

/** Lists of places by value. Changes in the middle of a long list are collected, and merged on its next lookup. */
export type PlaceLists = {
  /** The places, ascending. Read-only. */
  of(value: string): readonly number[]
  /** Adds a place behind all others of the value: cheap for a list of any length. */
  append(value: string, place: number): void
  add(value: string, place: number): void
  remove(value: string, place: number): void
  /** Releases the spare capacity of arrays that grew by `push`. */
  trim(): void
}

const nowhere: readonly number[] = []

// Inserting into or removing from a list moves its tail: for longer lists, changes are collected and merged.
const longest = 1_024

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

const [comes, leaves] = [1, 2]

const merge = (places: readonly number[], moves: Moves): number[] => {
  const [first, length] = spanOf(places, moves)
  const fates = new Uint8Array(length)
  for (const move of moves) fates[placeOfMove(move) - first] = move < 0 ? leaves : comes
  const coming = new Int32Array(moves.filter((move) => fates[move - first] === comes)).sort()
  const all: number[] = []
  let next = 0
  const addComing = (before: number): void => {
    for (let at = coming[next] ?? before; at < before; at = coming[next] ?? before) {
      if (at !== all.at(-1)) all.push(at)
      next += 1
    }
  }
  for (const place of places) {
    addComing(place)
    if (fates[place - first] === 0) all.push(place)
  }
  addComing(first + length)
  return all
}

// So few are applied faster one by one.
const few = 16

const applyMoves = (lists: Multimap<string>, value: string, moves: Moves): void => {
  const places = lists.get(value)
  if (moves.length > few && typeof places === 'object') lists.set(value, merge(places, moves))
  else for (const move of moves) (move < 0 ? removeFrom : addTo)(lists, value, placeOfMove(move))
}

/** Creates empty lists. */
export const createPlaceLists = (): PlaceLists => {
  const lists: Multimap<string> = new Map()
  const waiting = new Map<string, Moves>()

  const settle = (value: string): void => {
    const moves = waiting.get(value)
    if (moves === undefined) return
    applyMoves(lists, value, moves)
    waiting.delete(value)
  }

  const moveLater = (value: string, move: number, limit: number): void => {
    const moves = waiting.get(value) ?? []
    if (moves.length === 0) waiting.set(value, moves)
    moves.push(move)
    // Bounds the pending changes if one place is added and removed repeatedly.
    if (moves.length > limit) settle(value)
  }

  const moving =
    (change: typeof addTo, moveOf: (place: number) => number) =>
    (value: string, place: number): void => {
      const places = lists.get(value)
      if (typeof places === 'object' && places.length >= longest) moveLater(value, moveOf(place), 4 * places.length)
      else change(lists, value, place)
    }

  return {
    of: (value) => {
      settle(value)
      const places = lists.get(value) ?? nowhere
      return typeof places === 'number' ? [places] : places
    },
    append: (value, place) => addTo(lists, value, place),
    add: moving(addTo, (place) => place),
    remove: moving(removeFrom, (place) => -1 - place),
    trim: () => {
      for (const [value, places] of lists) if (typeof places === 'object') lists.set(value, places.slice())
    },
  }
}
