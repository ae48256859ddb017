// Repeats each command until it succeeds, until its input ends:
// persistent.mjs <url> <name> <patience>  prints the start and end of every call, its outcome and the command's id; for
//   every third customer, whether a repeated command returns the same receipt
import { setTimeout as pause } from 'node:timers/promises'
import { openClientele } from '../../packages/adapters/dist/index.js'
import { commandsFor, say, sourceWith } from './commands.mjs'

const [url, name, patience] = process.argv.slice(2)

const crm = await openClientele({ store: await sourceWith(url, { patience: Number(patience) }) })

let isOver = false
process.stdin.on('end', () => {
  isOver = true
})
process.stdin.resume()

const call = async (command, commandId) => {
  const begun = Date.now()
  const outcome = await crm.execute(command, { by: name, commandId })
  const tag = outcome._tag === 'Right' ? 'done' : outcome.left.error
  say(`call ${begun} ${Date.now()} ${tag} ${commandId}`)
  return outcome
}

// A failure that no retry can resolve is printed once, for the test to see.
const untilDone = async (command, commandId) => {
  for (;;) {
    const outcome = await call(command, commandId)
    if (outcome._tag === 'Right') return outcome.right
    if (outcome.left.error !== 'StoreUnavailable') return null
    await pause(10)
  }
}

const idsOf = (receipt) => JSON.stringify(receipt?.events.map(({ id, position }) => [id, position]))

const executeOne = async (n) => {
  for (const [step, command] of commandsFor(name, n)) {
    const commandId = `${name}-${n}-${step}`
    const receipt = await untilDone(command, commandId)
    if (receipt !== null) say(`done ${commandId}`)
    if (n % 3 !== 0) continue
    const again = await untilDone(command, commandId)
    say(`${idsOf(again) === idsOf(receipt) ? 'same' : 'other'} ${commandId}`)
  }
}

const chain = async (first) => {
  for (let n = first; !isOver; n += 4) await executeOne(n)
}

await Promise.all([0, 1, 2, 3].map(chain))
await crm.close()
process.exit(0)
