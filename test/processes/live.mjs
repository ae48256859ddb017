// Executes commands and subscribes, and continues after refusals:
// live.mjs <url> <name>  prints each command's id, each event it gets, and why its subscription has stopped;
//   after LogDiverged it continues for a second, prints the milliseconds of processor time of that, and ends
import { setTimeout as pause } from 'node:timers/promises'
import { openClientele } from '../../packages/adapters/dist/index.js'
import { commandsFor, say, sourceWith } from './commands.mjs'

const [url, name] = process.argv.slice(2)

const crm = await openClientele({ store: await sourceWith(url, {}) })

const subscription = crm.subscribe(
  name,
  (events) => {
    for (const { id } of events) say(`given ${id}`)
  },
  { takeOverAfter: 5_000, batchSize: 20 },
)
subscription.stopped.then((failure) => say(`stopped ${failure?.error ?? 'closed'}`))

const executed = async (command, commandId) => {
  const outcome = await crm.execute(command, { by: name, commandId })
  say(`${outcome._tag === 'Right' ? 'done' : outcome.left.error} ${commandId}`)
  return outcome._tag === 'Right' ? null : outcome.left.error
}

const executeUntilDiverged = async () => {
  for (let n = 0; ; n += 1)
    for (const [step, command] of commandsFor(name, n))
      if ((await executed(command, `${name}-${n}-${step}`)) === 'LogDiverged') return
}

const goOn = async (milliseconds) => {
  const begun = performance.now()
  const { user, system } = process.cpuUsage()
  for (let n = 0; performance.now() - begun < milliseconds; n += 1) {
    const known = await executed({ type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Anna' } }, `known-${n}`)
    const caughtUp = await crm.caughtUp()
    if (caughtUp._tag === 'Right' || caughtUp.left.error !== known) say(`caught up ${caughtUp._tag}`)
    await pause(20)
  }
  const spent = process.cpuUsage({ user, system })
  say(`spent ${Math.round((spent.user + spent.system) / 1000)}`)
}

await executeUntilDiverged()
await subscription.stopped
await goOn(1_000)
await crm.close()
