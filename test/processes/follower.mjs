// Shares a register in a file and prints what it sees:
// follower.mjs follow <file> <name> <count>   executes commands, waits for a position on its input, prints its tables
// follower.mjs subscribe <file> <checkpoints>  prints every position its subscription handles, until it is ended
// follower.mjs share <file>                    the same, with the checkpoints and leases of the store
// follower.mjs stuck <file>                    closes with a handler that never settles; the process must end by itself
// follower.mjs idle <file>                     only follows; the process must end by itself
import { createHash } from 'node:crypto'
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { openClientele } from '../../packages/adapters/dist/index.js'
import { sqlite, sqliteCheckpoints } from '../../packages/adapters/dist/stores/sqlite/index.js'

const [mode, file, argument, count = '0'] = process.argv.slice(2)

const crm = await openClientele({ store: sqlite({ file, synchronous: 'normal' }) })
const say = (text) => writeSync(1, `${text}\n`)

const follow = async () => {
  for (let n = 0; n < Number(count); n += 1) {
    const data = { employeeId: `${argument}-${n}`, name: `${argument} ${n}` }
    const outcome = await crm.execute({ type: 'RegisterEmployee', data }, { by: argument })
    if (outcome._tag === 'Left') throw new Error(outcome.left.error)
    say(`did ${outcome.right.position}`)
  }
  for await (const position of createInterface({ input: process.stdin })) {
    await crm.caughtUp(position)
    say(`dump ${createHash('sha256').update(JSON.stringify(crm.register.dump())).digest('hex')}`)
    break
  }
  await crm.close()
}

const subscribe = (options) => {
  const handler = async (events) => {
    for (const { position } of events) say(position)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  crm.subscribe('printer', handler, { takeOverAfter: 500, batchSize: 20, ...options })
}

const stuck = async () => {
  await crm.execute({ type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Anna' } })
  await new Promise((resolve) => {
    const handler = () => {
      resolve()
      return new Promise(() => {})
    }
    crm.subscribe('stuck', handler, { takeOverAfter: 500 })
  })
  await crm.close({ drain: 100 })
  say('closed')
}

const modes = {
  follow,
  subscribe: () => subscribe({ checkpoints: sqliteCheckpoints({ file: argument }) }),
  share: () => subscribe({}),
  stuck,
  idle: () => {},
}

await modes[mode]()
