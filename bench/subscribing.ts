import { join } from 'node:path'
import { openClientele } from '@clientele/adapters'
import { sqlite, sqliteCheckpoints } from '@clientele/adapters/sqlite'
import Database from 'better-sqlite3'
import { atLeast, type Benchmark } from './figure.js'
import { contest, perSecond } from './measuring.js'
import { readRaw, registerOf } from './rebuilding.js'

export const subscribing: Benchmark = {
  name: 'subscriber',
  about: 'a subscriber that is behind, with a checkpoint per batch, against plain reading in pages',
  run: async (run) => {
    const file = await registerOf(run)
    const crm = await openClientele({ store: sqlite({ file }), follow: false })
    const checkpoints = sqliteCheckpoints({ file: join(run.directory, 'checkpoints.db') })
    const db = new Database(file)
    const events = readRaw(db)
    let opened = 0
    const ours = async (): Promise<number> => {
      let seen = 0
      opened += 1
      await new Promise<void>((resolve) => {
        const subscription = crm.subscribe(
          `bench-${opened}`,
          (batch) => {
            seen += batch.length
            if (seen >= events) setImmediate(() => void subscription.close().then(resolve))
          },
          { checkpoints },
        )
      })
      return seen
    }
    const { ratio, spread, ...speeds } = await contest({ ours, floor: () => readRaw(db), rounds: run.full ? 5 : 7 })
    await crm.close()
    await checkpoints.close()
    db.close()
    const shown = { ours: perSecond(speeds.ours, 'events'), floor: perSecond(speeds.floor, 'events') }
    const what = 'a subscriber behind / reading and parsing all columns'
    return [{ what, ratio, spread, target: atLeast(0.5), size: `${events} events`, ...shown }]
  },
}
