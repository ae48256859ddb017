import { openClientele } from '@clientele/adapters'
import { sqlite } from '@clientele/adapters/sqlite'
import { shownTimes, timesOf } from './asking.js'
import { atLeast, atMost, type Benchmark, type Figure } from './figure.js'
import { quantile } from './measuring.js'
import { matrixQuestions } from './questions/matrix.js'
import { registerOf } from './rebuilding.js'
import { askerOf, tablesOf } from './tables/index.js'

export const matrix: Benchmark = {
  name: 'matrix',
  about: 'pages, totals and every filter of the responsibility matrix against indexed SQL in SQLite',
  run: async (run) => {
    const crm = await openClientele({ store: sqlite({ file: await registerOf(run) }), follow: false })
    const asOf = crm.today()
    const { customers, employees, assignments } = crm.register.tables
    const db = tablesOf(crm, asOf)
    const size = `${customers.size} customers, ${employees.size} employees, ${assignments.size} assignments`
    const patience = { warmUp: 20, most: run.full ? 200 : 150, milliseconds: run.full ? 20_000 : 500 }
    const figures: Figure[] = []
    for (const question of matrixQuestions({ crm, asOf, sql: askerOf(db) })) {
      const times = timesOf(question, patience)
      const [p99, shown] = [quantile(times.ours, 0.99), { ...shownTimes(times), size }]
      figures.push({ what: `${times.name}: time of SQL / ours (p50)`, target: atLeast(1), ...shown })
      figures.push({ what: `${times.name}: p99 in ms`, target: atMost(3, ' ms'), ...shown, ratio: p99 })
    }
    db.close()
    await crm.close()
    return figures
  },
}
