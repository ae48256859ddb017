import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { partsOf } from '../columns.js'
import type { Refusal } from '../kind.js'

/** A name as names are compared: without outer blanks and case. */
export const nameKey = (name: string): string => name.normalize('NFC').trim().toLowerCase()

/** Things that cells name: by their ids, or by what they are called. */
export type Naming = {
  readonly has: (id: string) => boolean
  /** The ids of what may be called so, where `name` is a `nameKey`. */
  readonly find: (name: string) => readonly string[]
  /** Whether something is called so. */
  readonly isCalled: (id: string, name: string) => boolean
}

/** Several are called as a cell says; `ids` are theirs. */
const nameAmbiguous = (column: string, ids: readonly string[]): Refusal => ({
  error: 'NameAmbiguous',
  column,
  ids: ids.slice(0, 10),
})

/** One of those that are found; none for none. */
export const atMostOne = (column: string, ids: readonly string[]): Either<Refusal, string | null> =>
  ids.length > 1 ? left(nameAmbiguous(column, ids)) : right(ids[0] ?? null)

/**
 * The id that a cell stands for: an id that is there, else what is called so, best one of `current`. What nobody is called
 * stays as it is: the command that takes it refuses it by name.
 */
export const idIn = (
  cell: string,
  { has, find, isCalled }: Naming,
  column: string,
  current: readonly string[],
): Either<Refusal, string> => {
  if (has(cell)) return right(cell)
  const name = nameKey(cell)
  const mine = current.find((id) => isCalled(id, name))
  if (mine !== undefined) return right(mine)
  const found = atMostOne(
    column,
    find(name).filter((id) => isCalled(id, name)),
  )
  return isLeft(found) ? found : right(found.right ?? cell)
}

/** A name that nobody has is not repeated in the refusal, as an id is: it may be that of a person. */
export const unlessNobody = (column: string, ids: readonly string[]): Refusal | null =>
  ids.some((id) => /\s/.test(id)) ? { error: 'NobodyCalledSo', column } : null

/** The id that a cell stands for, where a name that nobody has is refused. */
export const idOfSomebody = (cell: string, naming: Naming, column: string): Either<Refusal, string> => {
  const id = idIn(cell, naming, column, [])
  const nobody = isLeft(id) || naming.has(id.right) ? null : unlessNobody(column, [id.right])
  return nobody === null ? id : left(nobody)
}

const isKnown = (cell: string, { has, find, isCalled }: Naming): boolean => {
  const name = nameKey(cell)
  return has(cell) || find(name).some((id) => isCalled(id, name))
}

// Longer lists are separated by semicolons.
const mostWords = 50

/** Words as names, each of as many words as may be; `null` where that cannot be. */
const splitInto = (words: readonly string[], isName: (name: string) => boolean): readonly string[] | null => {
  if (words.length === 0) return []
  for (let length = words.length; length > 0; length -= 1) {
    const name = words.slice(0, length).join(', ')
    const others = isName(name) ? splitInto(words.slice(length), isName) : null
    if (others !== null) return [name, ...others]
  }
  return null
}

/** Exports write commas between names; a name may have one, too. */
const namesIn = (part: string, naming: Naming): readonly string[] => {
  if (!part.includes(',') || isKnown(part, naming)) return [part]
  const words = part.split(',').map((word) => word.trim())
  if (words.length > mostWords) return [part]
  return splitInto(words, (name) => isKnown(name, naming)) ?? [part]
}

/** The ids that a list stands for, whose parts are separated by semicolons, or as exports write it. */
export const idsIn = (
  list: string,
  naming: Naming,
  column: string,
  current: readonly string[],
): Either<Refusal, readonly string[]> => {
  const found: string[] = []
  for (const cell of partsOf(list).flatMap((part) => namesIn(part, naming))) {
    const id = idIn(cell, naming, column, current)
    if (isLeft(id)) return id
    found.push(id.right)
  }
  return right([...new Set(found)])
}
