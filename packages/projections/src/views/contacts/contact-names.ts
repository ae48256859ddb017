import type { NameColumn } from '../../indexes/search/person-name-index.js'
import type { Register } from '../../register/register.js'
import type { PersonRow } from '../../tables/rows.js'

type Names = ReadonlySet<string>
type Pair = { readonly firstNames: Names; readonly lastNames: Names }

const contains = (names: Names, name: string | null): boolean => name !== null && names.has(name)

/** The ways to split a text into first and last name, in either order: `Karin von`, `von Essen, Karin`. */
const pairsIn = ({ personNameIndex }: Register, key: string): readonly Pair[] =>
  Array.from(key.matchAll(/,? /g), ({ index, 0: gap }) => {
    const [before, after] = [key.slice(0, index), key.slice(index + gap.length)]
    const endingWith = (column: NameColumn): Names => personNameIndex.search(column, before, 'end')
    const startingWith = (column: NameColumn): Names => personNameIndex.search(column, after, 'start')
    return [
      { firstNames: endingWith('firstName'), lastNames: startingWith('lastName') },
      { firstNames: startingWith('firstName'), lastNames: endingWith('lastName') },
    ]
  })
    .flat()
    .filter(({ firstNames, lastNames }) => firstNames.size > 0 && lastNames.size > 0)

/**
 * Returns a predicate for the persons with a text in any of the names, or across first and last name; `null` if there
 * are none. `key` is a `searchKey`.
 */
export const byNames = (
  register: Register,
  columns: readonly NameColumn[],
  key: string,
): ((person: PersonRow) => boolean) | null => {
  const matches = columns
    .map((column) => ({ column, names: register.personNameIndex.search(column, key) }))
    .filter(({ names }) => names.size > 0)
  const pairs = pairsIn(register, key)
  if (matches.length + pairs.length === 0) return null
  return (person) =>
    matches.some(({ column, names }) => contains(names, person[column])) ||
    pairs.some(
      ({ firstNames, lastNames }) => contains(firstNames, person.firstName) && contains(lastNames, person.lastName),
    )
}
