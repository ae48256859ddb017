import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { partsOf } from '../columns.js'
import type { Refusal } from '../kind.js'

/** A name in the form that is compared: trimmed and in lower case. */
export const nameKey = (name: string): string => name.normalize('NFC').trim().toLowerCase()

type NameAndEmail = { readonly name: string | null | undefined; readonly email: string | null | undefined }

/** Identifies a row without an id within its file, by its name and e-mail address. */
export const identityByName = ({ name, email }: NameAndEmail): string =>
  `name ${JSON.stringify([nameKey(name ?? ''), nameKey(email ?? '')])}`

/** Whether a row may be about somebody with an e-mail address: it has the same one, or no column for it. */
export const mayHaveEmail = (
  row: { readonly email: string | null | undefined },
  email: string | null | undefined,
): boolean => row.email === undefined || nameKey(row.email ?? '') === nameKey(email ?? '')

/** Resolves ids and names in cells. */
export type Naming = {
  readonly has: (id: string) => boolean
  /** The candidate ids for a name, which is a `nameKey`. */
  readonly find: (name: string) => readonly string[]
  /** Whether the item with an id has a name. */
  readonly isCalled: (id: string, name: string) => boolean
}

/** The refusal of a name that several items have; `ids` are theirs. */
const nameAmbiguous = (column: string, ids: readonly string[]): Refusal => ({
  error: 'NameAmbiguous',
  column,
  ids: ids.slice(0, 10),
})

/** The only id among those found; `null` if there are none, a refusal if there are several. */
export const atMostOne = (column: string, ids: readonly string[]): Either<Refusal, string | null> =>
  ids.length > 1 ? left(nameAmbiguous(column, ids)) : right(ids[0] ?? null)

/**
 * Resolves a cell to an id: an existing id, else the item with that name, preferably one of `current`. An unknown text
 * is returned as it is: the command will refuse it.
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

/** Whether a cell is the id or the name of something. */
export const isKnown = (cell: string, { has, find, isCalled }: Naming): boolean => {
  const name = nameKey(cell)
  return has(cell) || find(name).some((id) => isCalled(id, name))
}

// Longer lists must be separated by semicolons.
const mostWords = 50

/** Splits words into known names, each as long as possible; `null` if that is impossible. */
const splitInto = (words: readonly string[], isName: (name: string) => boolean): readonly string[] | null => {
  if (words.length === 0) return []
  for (let length = words.length; length > 0; length -= 1) {
    const name = words.slice(0, length).join(', ')
    const others = isName(name) ? splitInto(words.slice(length), isName) : null
    if (others !== null) return [name, ...others]
  }
  return null
}

/** Splits a list of names: exports write commas between names, but a name may also contain one. */
const namesIn = (part: string, naming: Naming): readonly string[] => {
  if (!part.includes(',') || isKnown(part, naming)) return [part]
  const words = part.split(',').map((word) => word.trim())
  if (words.length > mostWords) return [part]
  return splitInto(words, (name) => isKnown(name, naming)) ?? [part]
}

/** Resolves a list to ids; its parts are separated by semicolons, or by commas as in exports. */
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

/** The refusal of unknown names; unlike an id, the name is not repeated in it: it may be that of a person. */
const refuseUnknownName = (ids: readonly string[], { has }: Naming, column: string): Refusal | null =>
  ids.some((id) => /\s/.test(id) && !has(id)) ? { error: 'NobodyCalledSo', column } : null

/** Resolves a cell as `idIn` does, but refuses an unknown name. */
export const knownIdIn = (
  cell: string,
  naming: Naming,
  column: string,
  current: readonly string[] = [],
): Either<Refusal, string> => {
  const id = idIn(cell, naming, column, current)
  const unknown = isLeft(id) ? null : refuseUnknownName([id.right], naming, column)
  return unknown === null ? id : left(unknown)
}

/** Resolves a list as `idsIn` does, but refuses an unknown name. */
export const knownIdsIn = (
  list: string,
  naming: Naming,
  column: string,
  current: readonly string[] = [],
): Either<Refusal, readonly string[]> => {
  const ids = idsIn(list, naming, column, current)
  const unknown = isLeft(ids) ? null : refuseUnknownName(ids.right, naming, column)
  return unknown === null ? ids : left(unknown)
}
