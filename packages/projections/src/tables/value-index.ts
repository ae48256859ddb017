import { addTo, type Multimap, removeFrom } from '../data-structures/multimap.js'
import { pageSize, type RowPages } from './row-pages.js'

/** Index from the values of one column to the places of rows; built on first lookup, then maintained. */
export type ValueIndex<Row> = {
  /** The places, ascending. Read-only. */
  of(value: string): readonly number[]
  /** Builds the index in steps, ahead of the first lookup. */
  prepare(): Iterable<void>
  changed(place: number, before: Row | undefined, after: Row | undefined): void
  /** Discards the index after the rows were replaced. */
  clear(): void
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

const isSame = (before: readonly string[], after: readonly string[]): boolean =>
  before === after || (before.length === after.length && before.every((value, index) => value === after[index]))

const noValues: readonly string[] = []

/** The index of the rows before place `made`; complete when that is `everything`. */
type Index = { readonly lists: Multimap<string>; made: number }

const everything = Number.POSITIVE_INFINITY

/** Creates an index of `rows` by `valuesOf`. */
export const createValueIndex = <Row>(
  rows: () => RowPages<Row>,
  valuesOf: (row: Row) => readonly string[],
): ValueIndex<Row> => {
  let index: Index = { lists: new Map(), made: 0 }
  const waiting = new Map<string, Moves>()

  const settle = (value: string): void => {
    const moves = waiting.get(value)
    if (moves === undefined) return
    applyMoves(index.lists, value, moves)
    waiting.delete(value)
  }

  const move = (value: string, place: number, isComing: boolean): void => {
    const places = index.lists.get(value)
    if (typeof places === 'object' && places.length >= longest) {
      const moves = waiting.get(value) ?? []
      if (moves.length === 0) waiting.set(value, moves)
      moves.push(isComing ? place : -1 - place)
      // Bounds the pending changes if one place is added and removed repeatedly.
      if (moves.length > 4 * places.length) settle(value)
    } else if (isComing) addTo(index.lists, value, place)
    else removeFrom(index.lists, value, place)
  }

  const enterPage = ({ lists, made }: Index): void => {
    const page = rows().page(made / pageSize) ?? []
    page.forEach((row, at) => {
      if (row !== undefined) for (const value of valuesOf(row)) addTo(lists, value, made + at)
    })
  }

  function* prepare(): Iterable<void> {
    for (; index.made < rows().length; yield) {
      enterPage(index)
      index.made += pageSize
    }
    if (index.made === everything) return
    index.made = everything
    // Arrays that grew by `push` keep spare capacity; a copy releases it.
    for (const [value, places] of index.lists) if (typeof places === 'object') index.lists.set(value, places.slice())
  }

  const finish = (): void => {
    const steps = prepare()[Symbol.iterator]()
    while (index.made !== everything) steps.next()
  }

  const clear = (): void => {
    index = { lists: new Map(), made: 0 }
    waiting.clear()
  }

  return {
    prepare,
    of: (value) => {
      if (index.made !== everything) finish()
      settle(value)
      const places = index.lists.get(value) ?? nowhere
      return typeof places === 'number' ? [places] : places
    },
    changed: (place, before, after) => {
      if (place >= index.made) return
      const had = before === undefined ? noValues : valuesOf(before)
      const has = after === undefined ? noValues : valuesOf(after)
      if (isSame(had, has)) return
      for (const value of had) move(value, place, false)
      for (const value of has) move(value, place, true)
    },
    clear,
  }
}
