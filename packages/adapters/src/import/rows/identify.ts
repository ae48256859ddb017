import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Known, Refusal } from '../kind.js'
import { createFinder } from './finding.js'
import { atMostOne, nameKey } from './naming.js'

/** How rows of a file and records of the register are compared. */
export type Identity<Cells, Record> = {
  /** The column of the ids, and what an id is. */
  readonly column: string
  readonly expected: string
  readonly idIn: (cells: Cells) => string | null | undefined
  readonly nameIn: (cells: Cells) => string | null | undefined
  readonly table: (known: Known) => { rows(): Iterable<Record>; get(id: string): Record | undefined }
  readonly idOf: (record: Record) => string
  readonly nameOf: (record: Record) => string
  /** Whether a record with the name of a row without an id is the one that the row is about. */
  readonly matches: (cells: Cells, record: Record, known: Known) => boolean
}

/** Finds the records that rows are about: by id, else by name. */
export type Identifier<Cells> = {
  /**
   * The id in a row, or of the only record that matches it, or a new one. Refuses a row with neither id nor name, and one
   * that several records match.
   */
  idFor(cells: Cells, known: Known, newId: () => string): Either<Refusal, string>
  /** The id and the name of a row: rows that share one may be about the same record. */
  keysOf(cells: Cells, known: Known): readonly string[]
}

/** Creates an identifier for one import. */
export const createIdentifier = <Cells, Record>(identity: Identity<Cells, Record>): Identifier<Cells> => {
  const { column, expected, idIn, nameIn, table, idOf, nameOf, matches } = identity
  const byName = createFinder<Record>(
    (known) => table(known).rows(),
    (record) => nameKey(nameOf(record)),
    idOf,
  )
  const keyOf = (cells: Cells): string => nameKey(nameIn(cells) ?? '')

  const find = (cells: Cells, known: Known): Either<Refusal, string | null> => {
    const id = idIn(cells)
    if (id != null) return right(id)
    const key = keyOf(cells)
    const isMeant = (found: string): boolean => {
      const record = table(known).get(found)
      return record !== undefined && nameKey(nameOf(record)) === key && matches(cells, record, known)
    }
    return atMostOne(column, byName.find(known, key).filter(isMeant))
  }

  return {
    idFor: (cells, known, newId) => {
      if (idIn(cells) == null && keyOf(cells) === '') return left({ error: 'MalformedRow', column, expected })
      const found = find(cells, known)
      if (isLeft(found)) return found
      const id = found.right ?? newId()
      if (table(known).get(id) === undefined) byName.note(keyOf(cells), id)
      return right(id)
    },
    keysOf: (cells, known) => {
      const found = find(cells, known)
      return [...(isLeft(found) || found.right === null ? [] : [`id ${found.right}`]), `name ${keyOf(cells)}`]
    },
  }
}
