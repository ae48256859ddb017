import { type Clientele, openClientele } from '@clientele/adapters'
import { sqlite } from '@clientele/adapters/sqlite'
import { atMost, type Benchmark } from './figure.js'
import { viewQuestions } from './questions/index.js'
import { matrixQuestions } from './questions/matrix.js'
import { registerOf } from './rebuilding.js'

const mebibyte = 2 ** 20

const held = (): number => {
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

// What is built and cached at the first question is part of the footprint.
const askEverything = (crm: Clientele): void => {
  const setting = { crm, asOf: crm.today(), sql: () => [] }
  for (const { before, next } of [...matrixQuestions(setting), ...viewQuestions(setting)])
    if (before === undefined) next().ours()
}

export const footprint: Benchmark = {
  name: 'memory',
  about: 'what register, history and the structures of the queries hold in memory when every view was asked',
  run: async (run) => {
    if (globalThis.gc === undefined) return 'node was not started with --expose-gc'
    const file = await registerOf(run)
    const before = held()
    const crm = await openClientele({ store: sqlite({ file }), follow: false })
    askEverything(crm)
    const bytes = held() - before
    const customers = crm.register.tables.customers.size
    await crm.close()
    const each = Math.round(bytes / customers)
    const size = `${customers} customers, ${each} bytes each`
    const what = 'register, history and query structures in MiB'
    const ours = `${(bytes / mebibyte).toFixed(0)} MiB`
    // The target is for 100,000 customers and says nothing about fewer.
    const target = run.full ? atMost(512, ' MiB') : null
    return [{ what, ratio: bytes / mebibyte, target, ours, floor: '–', size }]
  },
}
