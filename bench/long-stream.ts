import { memory } from '@clientele/adapters/memory'
import { atMost, type Benchmark, type Figure } from './figure.js'
import { contest, perSecond, runConcurrently } from './measuring.js'
import { executeAccepted, populate, type Sent } from './traffic.js'

const recorded = (customerId: string, number: number): Sent => ({
  type: 'RecordInvoice',
  data: { documentId: `${customerId}-${number}`, customerId, date: '2026-01-15' },
})

const figureAt = async (documents: number): Promise<Figure> => {
  const laps = 1_000
  const rounds = 7
  const crm = await populate(memory(), laps * (rounds + 1) + 1)
  let number = 0
  let fresh = 0
  const old = (): Promise<unknown> => {
    number += 1
    return executeAccepted(crm, recorded('c0', number))
  }
  await runConcurrently(documents, 1, old)
  const oneMore = (): Promise<number> => runConcurrently(laps, 1, old)
  const first = (): Promise<number> =>
    runConcurrently(laps, 1, () => {
      fresh += 1
      return executeAccepted(crm, recorded(`c${fresh}`, 1))
    })
  const { ratio, spread, ...speeds } = await contest({ ours: oneMore, floor: first, rounds })
  await crm.close()
  return {
    what: `one more document for a customer with ${documents}: time / that of a new customer`,
    ratio: 1 / ratio,
    spread: [1 / spread[1], 1 / spread[0]],
    target: atMost(1.5),
    ours: perSecond(speeds.ours, 'commands'),
    floor: perSecond(speeds.floor, 'commands'),
    size: 'in memory',
  }
}

export const longStream: Benchmark = {
  name: 'long-stream',
  about: 'one more document for a customer with 10,000 against the first of a new customer',
  run: async () => [await figureAt(10_000)],
}
