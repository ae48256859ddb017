import { postgres } from '@clientele/adapters/postgres'
import { atLeast, type Benchmark, type Figure } from './figure.js'
import { atOnce, contest, perSecond } from './measuring.js'
import { plainPostgres } from './plain-postgres.js'
import { withPostgres } from './servers.js'
import { executed, populated, traffic } from './traffic.js'

// One for appends and reads of ours each, as many as there may be by default, and the one that listens.
const connections = 5

const measured = async (url: string, full: boolean): Promise<readonly Figure[]> => {
  const [customers, laps] = full ? [20_000, 8_000] : [2_000, 2_000]
  const crm = await populated(postgres({ connectionString: url }), customers)
  const plain = await plainPostgres(url, connections, { customers })
  const next = traffic(customers, 1)
  const ours = (): Promise<number> => atOnce(laps, 64, () => executed(crm, next()))
  const floor = (): Promise<number> => atOnce(laps, 64, plain.one)
  const { ratio, spread, ...speeds } = await contest({ ours, floor, rounds: 7 })
  await crm.close()
  await plain.close()
  const what = `PostgreSQL, 64 at a time / single INSERTs on ${connections} connections`
  const size = `${customers} customers, laps of ${laps}`
  const shown = { ours: perSecond(speeds.ours, 'commands'), floor: perSecond(speeds.floor, 'events') }
  return [{ what, ratio, spread, target: atLeast(1.2), size, ...shown }]
}

export const commandsPostgres: Benchmark = {
  name: 'commands-postgres',
  about: 'commands on PostgreSQL, 64 at a time, against single INSERTs on as many connections',
  run: ({ full }) => withPostgres((url) => measured(url, full)),
}
