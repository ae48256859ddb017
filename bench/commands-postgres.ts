import { postgres } from '@clientele/adapters/postgres'
import { atLeast, type Benchmark, type Figure, type Target } from './figure.js'
import { contest, type Lap, perSecond, runConcurrently } from './measuring.js'
import { plainPostgres } from './plain-postgres.js'
import { withPostgres } from './servers.js'
import { executeAccepted, populate, traffic } from './traffic.js'

// The connections of our side: one for appends, the default number for reads, and one that listens.
const connections = 5

const measured = async (url: string, full: boolean): Promise<readonly Figure[]> => {
  const [customers, laps] = full ? [20_000, 8_000] : [2_000, 1_500]
  const crm = await populate(postgres({ connectionString: url }), customers)
  const [several, single] = [
    await plainPostgres(url, connections, { customers, table: 'several' }),
    await plainPostgres(url, 1, { customers, table: 'single' }),
  ]
  const next = traffic(customers, 1)
  const one = (): Promise<unknown> => executeAccepted(crm, next())
  const figure = async (what: string, target: Target | null, inLap: number, ours: Lap, floor: Lap): Promise<Figure> => {
    const { ratio, spread, ...speeds } = await contest({ ours, floor, rounds: target === null ? 5 : 7 })
    const shown = { ours: perSecond(speeds.ours, 'commands'), floor: perSecond(speeds.floor, 'events') }
    return {
      what: `PostgreSQL, ${what}`,
      ratio,
      spread,
      target,
      size: `${customers} customers, laps of ${inLap}`,
      ...shown,
    }
  }
  const alone = laps / 10
  const figures = [
    await figure(
      'one after another / single INSERTs, one after another on one connection',
      ...([null, alone, () => runConcurrently(alone, 1, one), () => runConcurrently(alone, 1, single.one)] as const),
    ),
    await figure(
      `64 at a time / single INSERTs on ${connections} connections`,
      ...([
        atLeast(1.2),
        laps,
        () => runConcurrently(laps, 64, one),
        () => runConcurrently(laps, 64, several.one),
      ] as const),
    ),
  ]
  await crm.close()
  await several.close()
  await single.close()
  return figures
}

export const commandsPostgres: Benchmark = {
  name: 'commands-postgres',
  about: 'commands on PostgreSQL, one after another and 64 at a time, against single INSERTs on as many connections',
  run: ({ full }) => withPostgres((url) => measured(url, full)),
}
