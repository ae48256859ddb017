import { openClientele } from '@clientele/adapters'
import { sqlite } from '@clientele/adapters/sqlite'
import type { MatrixFilter } from '@clientele/projections'
import { atLeast, atMost, type Benchmark, type Figure } from './figure.js'
import { matrixBySql, matrixTables } from './matrix-sql.js'
import { numbers, quantile } from './measuring.js'
import { registerOf } from './rebuilding.js'

type Case = { readonly name: string; readonly deep?: boolean; readonly filter: () => MatrixFilter }

// The trigram index finds nothing shorter than three letters.
const syllables = ['rin', 'opti', 'leip', 'purjeh', 'oyj', 'bageri', 'ter']

const casesFor = (groups: number, employees: number, specials: number): readonly Case[] => {
  const below = numbers(5)
  const one = (prefix: string, most: number): string => `${prefix}${1 + below(most)}`
  const group = () => ({ groupIds: [one('g', groups)] })
  const text = () => ({ text: syllables[below(syllables.length)] ?? '' })
  return [
    { name: 'everyone', filter: () => ({}) },
    { name: 'everyone, a deep page', deep: true, filter: () => ({}) },
    { name: 'top group with subgroups', filter: () => ({ groupIds: [one('g', 5)] }) },
    { name: 'top group, a deep page', deep: true, filter: () => ({ groupIds: [one('g', 5)] }) },
    { name: 'special group', filter: () => ({ specialGroupIds: [one('s', specials)] }) },
    { name: 'team', filter: () => ({ teamId: ['Sales', 'Payroll', 'Tallinn'][below(3)] }) },
    { name: 'employee', filter: () => ({ employeeIds: [one('e', employees)] }) },
    { name: 'salesperson', filter: () => ({ salespersonId: `e${1 + 3 * below(Math.ceil(employees / 3))}` }) },
    { name: 'role', filter: () => ({ roleId: ['account-manager', 'accountant', 'invoicing'][below(3)] }) },
    { name: 'text', filter: () => text() },
    { name: 'absent text', filter: () => ({ text: 'zzzqqq' }) },
    { name: 'group and text', filter: () => ({ ...group(), ...text() }) },
    {
      name: 'group, special group, salesperson, role and text',
      filter: () => ({
        ...group(),
        ...text(),
        specialGroupIds: [one('s', specials)],
        salespersonId: one('e', employees),
        roleId: 'accountant',
      }),
    },
  ]
}

const milliseconds = (times: readonly number[]): string =>
  `p50 ${quantile(times, 0.5).toFixed(2)}, p99 ${quantile(times, 0.99).toFixed(2)} ms`

const timed = <A>(times: number[], work: () => A): A => {
  const began = performance.now()
  const answer = work()
  times.push(performance.now() - began)
  return answer
}

/** Questions that do not count: what is prepared at the first of a kind shows in how long the slowest of them took. */
const warmUp = 20

const inTurn = <A, B>(first: () => A, second: () => B): readonly [A, B] => {
  const answer = first()
  return [answer, second()]
}

const swapped = <A, B>([first, second]: readonly [A, B]): readonly [B, A] => [second, first]

export const matrix: Benchmark = {
  name: 'matrix',
  about: 'pages, totals and every filter of the responsibility matrix against indexed SQL in SQLite',
  run: async (run) => {
    const crm = await openClientele({ store: sqlite({ file: await registerOf(run) }), follow: false })
    const asOf = crm.today()
    const { customers, employees, groups, specialGroups, assignments } = crm.register.tables
    const db = matrixTables(crm, asOf)
    const bySql = matrixBySql(db, asOf)
    const size = `${customers.size} customers, ${employees.size} employees, ${assignments.size} assignments`
    const figures: Figure[] = []
    for (const { name, filter, deep = false } of casesFor(groups.size, employees.size, specialGroups.size)) {
      const [ours, floor, first]: [number[], number[], number[]] = [[], [], []]
      for (let count = 0; count < warmUp + (run.full ? 200 : 150); count += 1) {
        const chosen = filter()
        const page = {
          offset: deep ? Math.floor(customers.size / (name === 'everyone, a deep page' ? 2 : 20)) : 0,
          limit: 50,
        }
        const isFirst = count < warmUp
        const askUs = () =>
          timed(isFirst ? first : ours, () =>
            crm.views.responsibilityMatrix({ asOf, locale: 'en', filter: chosen, ...page }),
          )
        const askSql = () => timed(isFirst ? [] : floor, () => bySql(chosen, page))
        const [mine, theirs] = count % 2 === 0 ? inTurn(askUs, askSql) : swapped(inTurn(askSql, askUs))
        const ids = mine.rows.map(({ subject }) => subject.id)
        if (mine.total !== theirs.total || ids.join() !== theirs.ids.join())
          throw new Error(
            `The matrix has ${mine.total} rows by us and ${theirs.total} by SQL, or others: ${JSON.stringify(chosen)}`,
          )
      }
      const shown = {
        ours: `${milliseconds(ours)}, first ${Math.max(...first).toFixed(1)}`,
        floor: milliseconds(floor),
        size,
      }
      const ratio = quantile(floor, 0.5) / quantile(ours, 0.5)
      figures.push({ what: `matrix, ${name}: time of SQL / ours (p50)`, ratio, target: atLeast(1), ...shown })
      figures.push({
        what: `matrix, ${name}: p99 in ms`,
        ratio: quantile(ours, 0.99),
        target: atMost(3, ' ms'),
        ...shown,
      })
    }
    db.close()
    await crm.close()
    return figures
  },
}
