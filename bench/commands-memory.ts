import { memory } from '@clientele/adapters/memory'
import { registerByHand } from './by-hand.js'
import { atLeast, type Benchmark, type Figure, type Target } from './figure.js'
import { contest, perSecond, runConcurrently } from './measuring.js'
import { employees, executeAccepted, groups, populate, traffic } from './traffic.js'

export const commandsMemory: Benchmark = {
  name: 'commands-memory',
  about: 'commands in memory, one after another and 64 at a time, against a loop written by hand with the same rules',
  run: async ({ full }) => {
    const [customers, laps] = full ? [20_000, 20_000] : [2_000, 1_800]
    const crm = await populate(memory(), customers)
    const byHand = registerByHand(customers, groups, employees)
    const [next, nextByHand] = [traffic(customers, 1), traffic(customers, 1)]
    const ours = (together: number) => (): Promise<number> =>
      runConcurrently(laps, together, () => executeAccepted(crm, next()))
    const floor = async (): Promise<number> => {
      for (let count = 0; count < laps; count += 1) await byHand(nextByHand())
      return laps
    }
    // The larger program takes the compiler longer: measure both once they are compiled.
    for (let lap = 0; lap < 4; lap += 1) for (const work of [ours(1), floor]) await work()
    const size = `${customers} customers, laps of ${laps}`
    const figure = async (what: string, together: number, target: Target | null): Promise<Figure> => {
      const { ratio, spread, ...speeds } = await contest({ ours: ours(together), floor, rounds: 7, isWarm: true })
      const shown = { ours: perSecond(speeds.ours, 'commands'), floor: perSecond(speeds.floor, 'commands') }
      return { what: `memory, ${what} / a loop by hand`, ratio, spread, target, size, ...shown }
    }
    const figures = [await figure('one after another', 1, atLeast(0.5)), await figure('64 at a time', 64, null)]
    await crm.close()
    return figures
  },
}
