import { shownTimes } from './asking.js'
import { askBySize, growthOver, type Measurement } from './asking-registers.js'
import { atLeast, atMost, type Benchmark, type Figure } from './figure.js'
import { quantile } from './measuring.js'
import { matrixQuestions } from './questions/matrix.js'

const targetedSize = 100_000

const figuresAt = ({ customers, times, size }: Measurement): readonly Figure[] =>
  times.flatMap((one): readonly Figure[] => {
    const shown = { ...shownTimes(one), size }
    // The target is for 100,000 customers and says nothing about fewer.
    const p99Target = customers === targetedSize && !one.isDisturbed ? atMost(3, ' ms') : null
    return [
      { what: `${one.name}: time of SQL / ours (p50)`, target: one.isDisturbed ? null : atLeast(1), ...shown },
      { what: `${one.name}: p99 in ms`, target: p99Target, ...shown, ratio: quantile(one.ours, 0.99) },
    ]
  })

export const matrix: Benchmark = {
  name: 'matrix',
  about: 'pages, totals and every filter of the responsibility matrix against indexed SQL in SQLite, and how they grow',
  run: async (run) => {
    const patience = { warmUp: 20, most: run.full ? 200 : 150, milliseconds: run.full ? 20_000 : 400 }
    const registerOf = run.register
    const all = await askBySize({ run, small: 3_000, registerOf, questionsOf: matrixQuestions, patience })
    return [...all.flatMap(figuresAt), ...growthOver(all)]
  },
}
