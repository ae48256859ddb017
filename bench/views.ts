import { shownTimes } from './asking.js'
import { askBySize, growthOver, type Measurement } from './asking-registers.js'
import type { Benchmark, Figure } from './figure.js'
import { viewQuestions } from './questions/index.js'

const figuresAt = ({ times, size }: Measurement): readonly Figure[] =>
  times.map((one) => ({ what: `${one.name}: time of SQL / ours (p50)`, target: null, size, ...shownTimes(one) }))

export const views: Benchmark = {
  name: 'views',
  about: 'pages, totals and every filter of the other views against indexed SQL in SQLite, and how they grow',
  run: async (run) => {
    const patience = run.full
      ? { warmUp: 20, most: 200, milliseconds: 2_000 }
      : { warmUp: 5, most: 30, milliseconds: 60 }
    const all = await askBySize({
      run,
      small: 1_000,
      registerOf: run.furnished,
      questionsOf: viewQuestions,
      patience,
    })
    return [...all.flatMap(figuresAt), ...growthOver(all)]
  },
}
