// Writes to a shared store and prints what was acknowledged, until it is done or killed:
// worker.mjs execute <url> <name> <count> [<from>]  registers customers; prints each command's id
// worker.mjs append <url> <name> <events>           appends to streams of its own; prints each with its events
import { randomUUID } from 'node:crypto'
import { openClientele } from '../../packages/adapters/dist/index.js'
import { storeAt } from '../../packages/cli/dist/opening/stores.js'
import { executeAll, rightOf, say } from './commands.mjs'

const [mode, url, name, count, from = '0'] = process.argv.slice(2)

const { source } = rightOf(await storeAt(url, { cwd: process.cwd() }))

const execute = async () => {
  const crm = await openClientele({ store: source })
  await executeAll(crm, name, { from: Number(from), count: Number(count) })
  await crm.close()
}

const event = () => ({
  id: randomUUID(),
  type: 'Happened',
  schemaVersion: 1,
  data: {},
  metadata: { by: name, at: new Date().toISOString(), commandId: name },
})

// Every fifth append is refused, so that refused events are between stored ones.
const appendOne = async (store, stream, isRefused) => {
  const events = Array.from({ length: 1 + Math.floor(Math.random() * 5) }, event)
  const writes = [{ stream, expected: isRefused ? 7 : 'noStream', events }]
  const answer = await store.append({ writes, unchanged: [], noneSince: [] })()
  if (answer._tag === 'Right') say(`kept ${stream} ${events.length}`)
  else if (!isRefused || answer.left.error !== 'ConcurrencyConflict') throw new Error(JSON.stringify(answer.left))
  return isRefused ? 0 : events.length
}

const append = async () => {
  const stores = [rightOf(await source.open()), rightOf(await source.open())]
  let kept = 0
  const keepAppending = async (store, chain) => {
    for (let n = 0; kept < Number(count); n += 1) {
      const more = await appendOne(store, `${name}${chain}-${n}`, n % 5 === 4)
      kept += more
    }
  }
  await Promise.all(Array.from({ length: 64 }, (_, chain) => keepAppending(stores[chain % 2], chain)))
  for (const store of stores) await store.close()
}

await { execute, append }[mode]()
