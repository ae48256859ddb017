import { memory } from '@clientele/adapters/memory'
import { registerByHand } from './by-hand.js'
import { atLeast, type Benchmark } from './figure.js'
import { contest, perSecond } from './measuring.js'
import { employees, executed, groups, populated, traffic } from './traffic.js'

export const commandsMemory: Benchmark = {
  name: 'commands-memory',
  about: 'commands in memory, one after another, against a loop written by hand with the same rules',
  run: async ({ full }) => {
    const [customers, laps] = full ? [20_000, 20_000] : [2_000, 6_000]
    const crm = await populated(memory(), customers)
    const byHand = registerByHand(customers, groups, employees)
    const [next, nextByHand] = [traffic(customers, 1), traffic(customers, 1)]
    const ours = async (): Promise<number> => {
      for (let count = 0; count < laps; count += 1) await executed(crm, next())
      return laps
    }
    const floor = async (): Promise<number> => {
      for (let count = 0; count < laps; count += 1) await byHand(nextByHand())
      return laps
    }
    // The compiler is busy with the larger program for longer: what counts is how fast both are when it is done.
    for (let lap = 0; lap < 4; lap += 1) for (const work of [ours, floor]) await work()
    const { ratio, spread, ...speeds } = await contest({ ours, floor, rounds: 7, isWarm: true })
    await crm.close()
    const what = 'memory, one after another / a loop by hand'
    const size = `${customers} customers, laps of ${laps}`
    const shown = { ours: perSecond(speeds.ours, 'commands'), floor: perSecond(speeds.floor, 'commands') }
    return [{ what, ratio, spread, target: atLeast(0.5), size, ...shown }]
  },
}
