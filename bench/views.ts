import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { openClientele } from '@clientele/adapters'
import { sqlite } from '@clientele/adapters/sqlite'
import { type Question, shownTimes, type Times, timesOf } from './asking.js'
import { atMost, type Benchmark, type Figure, type Run } from './figure.js'
import { exponentOf, median } from './measuring.js'
import { assigneeQuestions } from './questions/assignees.js'
import { attentionQuestions } from './questions/attention.js'
import { catalogueQuestions } from './questions/catalogues.js'
import { customerQuestions } from './questions/customers.js'
import { groupQuestions } from './questions/groups.js'
import { peopleQuestions } from './questions/people.js'
import type { Setting } from './questions/putting.js'
import { subjectQuestions } from './questions/subjects.js'
import { askerOf, tablesOf } from './tables/index.js'

// A listing puts the rows of a view into words: three that are read to their end stand for all. What tells the settings
// and the choices of a user has nothing to look for; the histories have a benchmark of their own.
const families = [
  ...[customerQuestions, assigneeQuestions, groupQuestions, peopleQuestions, attentionQuestions],
  ...[subjectQuestions, catalogueQuestions],
]

const questionsOf = (setting: Setting): readonly Question[] => families.flatMap((of) => of(setting))

type Measured = { readonly customers: number; readonly times: readonly Times[]; readonly size: string }

const measuredAt = async (run: Run, customers: number): Promise<Measured> => {
  const file = join(run.directory, `views-${customers}.db`)
  copyFileSync(await run.furnished(customers), file)
  const crm = await openClientele({ store: sqlite({ file }), follow: false })
  const asOf = crm.today()
  const db = tablesOf(crm, asOf)
  const patience = run.full ? { warmUp: 20, most: 200, milliseconds: 2_000 } : { warmUp: 5, most: 30, milliseconds: 60 }
  const times = questionsOf({ crm, asOf, sql: askerOf(db) }).map((question) => timesOf(question, patience))
  const { employees, assignments } = crm.register.tables
  db.close()
  await crm.close()
  return {
    customers,
    times,
    size: `${customers} customers, ${employees.size} employees, ${assignments.size} assignments`,
  }
}

const figuresAt = ({ times, size }: Measured): readonly Figure[] =>
  times.map((one) => ({ what: `${one.name}: time of SQL / ours (p50)`, target: null, size, ...shownTimes(one) }))

/** How the time of each question grows with the register. */
const growthOver = (all: readonly Measured[]): readonly Figure[] => {
  const timesIn = (name: string): readonly (readonly [number, number])[] =>
    all.map(({ customers, times }) => [customers, median(times.find((one) => one.name === name)?.ours ?? [])])
  return (all.at(-1)?.times ?? []).map(({ name }): Figure => {
    const points = timesIn(name)
    return {
      what: `growth, ${name}: exponent`,
      ratio: exponentOf(points),
      target: atMost(1.1),
      ours: points.map(([, time]) => `${time.toFixed(3)} ms`).join(', '),
      floor: '–',
      size: `${points.map(([customers]) => customers).join(', ')} customers`,
    }
  })
}

export const views: Benchmark = {
  name: 'views',
  about: 'pages, totals and every filter of the other views against indexed SQL in SQLite, and how they grow',
  run: async (run) => {
    const all: Measured[] = []
    for (const customers of run.full ? [1_000, 10_000, 100_000] : [1_000]) all.push(await measuredAt(run, customers))
    return [...all.flatMap(figuresAt), ...(all.length > 1 ? growthOver(all) : [])]
  },
}
