import type { NameColumn } from '../../indexes/search/person-name-index.js'
import type { Register } from '../../register/register.js'
import type { PersonRow } from '../../tables/rows.js'

type Names = ReadonlySet<string>
type Pair = { readonly firstNames: Names; readonly lastNames: Names }

const within = (names: Names, name: string | null): boolean => name !== null && names.has(name)

/** The ways to read a text across both names, in either order: `Karin von`, `von Essen, Karin`. */
const pairsIn = ({ personNameIndex }: Register, sought: string): readonly Pair[] =>
  Array.from(sought.matchAll(/,? /g), ({ index, 0: gap }) => {
    const [before, behind] = [sought.slice(0, index), sought.slice(index + gap.length)]
    const ending = (column: NameColumn): Names => personNameIndex.search(column, before, 'end')
    const starting = (column: NameColumn): Names => personNameIndex.search(column, behind, 'start')
    return [
      { firstNames: ending('firstName'), lastNames: starting('lastName') },
      { firstNames: starting('firstName'), lastNames: ending('lastName') },
    ]
  })
    .flat()
    .filter(({ firstNames, lastNames }) => firstNames.size > 0 && lastNames.size > 0)

/**
 * A predicate for the persons with a text in any of some names, or across first and last name; `null` if there is nobody.
 * `sought` is a `searchKey`.
 */
export const byNames = (
  register: Register,
  columns: readonly NameColumn[],
  sought: string,
): ((person: PersonRow) => boolean) | null => {
  const inside = columns
    .map((column) => ({ column, names: register.personNameIndex.search(column, sought) }))
    .filter(({ names }) => names.size > 0)
  const pairs = pairsIn(register, sought)
  if (inside.length + pairs.length === 0) return null
  return (person) =>
    inside.some(({ column, names }) => within(names, person[column])) ||
    pairs.some(
      ({ firstNames, lastNames }) => within(firstNames, person.firstName) && within(lastNames, person.lastName),
    )
}
