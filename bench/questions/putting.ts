import type { Clientele } from '@clientele/adapters'
import type { Question } from '../asking.js'
import { activityInterval } from '../furnishing.js'
import { numbers } from '../measuring.js'
import type { askerOf, Sql } from '../tables/index.js'

/** A register, the same data in SQL, and the ids to choose parameters from. */
export type Setting = {
  readonly crm: Clientele
  readonly asOf: string
  readonly sql: ReturnType<typeof askerOf>
}

export type Cell = string | number | boolean | null | undefined

export type AnswerCells = {
  readonly rows: readonly (readonly Cell[])[]
  readonly total?: number
  /** The number of rows of each of the other statements. */
  readonly lengths?: readonly number[]
}

/** A view and the statements with the same answer: a page of rows, and the total. */
export type ViewQuestion<A> = {
  readonly view: () => A
  readonly rows: Sql
  readonly total?: Sql
  /** Statements for further parts of the answer, such as the parts of a card. */
  readonly also?: readonly Sql[]
}

/** A question to a view; `cellsOf` converts its answer to the columns of the statement. */
export const question = <A>(
  { sql }: Setting,
  name: string,
  next: () => ViewQuestion<A>,
  cellsOf: (answer: A) => AnswerCells,
): Question => ({
  name,
  next: () => {
    const { view, rows, total, also } = next()
    const count = (): unknown => (total === undefined ? undefined : sql(...total)[0]?.total)
    return {
      ours: () => {
        const answer = view()
        return () => cellsOf(answer)
      },
      floor: () => {
        const [found, counted, parts] = [sql(...rows), count(), also?.map((one) => sql(...one))]
        return () => ({ rows: found.map(Object.values), total: counted, lengths: parts?.map(({ length }) => length) })
      },
    }
  },
})

/** Random ids from a setting, the same for every run. */
export const randomIds = ({ crm }: Setting) => {
  const { customers, groups, specialGroups, employees, persons } = crm.register.tables
  const below = numbers(5)
  // Persons with activities.
  const busy = [...persons.rows()].filter((_, index) => index % activityInterval === 0)
  // Small numbers are large groups.
  const sold = Array.from({ length: groups.size }, (_, index) => `g${index + 1}`).flatMap((groupId) =>
    (groups.get(groupId)?.salespersonIds ?? []).map((salespersonId) => ({ groupId, salespersonId })),
  )
  const nobody = { groupId: '', salespersonId: '' }
  const pick = (from: typeof sold) => from[below(from.length)] ?? nobody
  const one = (prefix: string, most: number): string => `${prefix}${1 + below(most)}`
  return {
    below,
    customer: () => one('c', customers.size),
    topGroup: () => one('g', 5),
    group: () => one('g', groups.size),
    specialGroup: () => one('s', specialGroups.size),
    employee: () => one('e', employees.size),
    salesperson: () => pick(sold).salespersonId,
    /** One of the two largest groups with a salesperson, and that salesperson. */
    soldGroup: () => pick(sold.slice(0, 2)),
    largeSpecialGroup: () => one('s', Math.min(2, specialGroups.size)),
    /** A salesperson who is no administrator, unlike the first employee. */
    viewer: () => `e${4 + 3 * below(Math.floor(employees.size / 3) - 1)}`,
    person: () => busy[below(busy.length)]?.personId ?? '',
    /** Three or more letters: the trigram index finds nothing shorter. */
    syllable: () => ['rin', 'opti', 'leip', 'purjeh', 'oyj', 'bageri', 'ter'][below(7)] ?? '',
    /** A page from the start, or from far behind it. */
    page: (deep: boolean, of = customers.size) => ({ offset: deep ? below(Math.floor(of / 2)) : 0, limit: 50 }),
  }
}

export type RandomIds = ReturnType<typeof randomIds>
