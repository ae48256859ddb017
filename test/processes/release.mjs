// Runs the library of a release, or the built one, on a register: answers each line of JSON on its input with a line of
// JSON after `= `: release.mjs <library> <url> [<snapshots>]
import { createInterface } from 'node:readline'
import { executeAll, say } from './commands.mjs'

const [library, url, directory] = process.argv.slice(2)
const { openClientele, sqlite, postgres, fileSnapshots } = await import(library)

const storeAt = (place) =>
  place.startsWith('sqlite:') ? sqlite({ file: place.slice('sqlite:'.length) }) : postgres({ connectionString: place })

const rowsRead = (_, value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Symbol.iterator in value ? [...value] : value

const answered = (question) => {
  try {
    return JSON.stringify(question(), rowsRead) ?? null
  } catch (error) {
    return JSON.stringify({ refused: error.refusal?.error ?? error.message })
  }
}

const methods = {
  execute: (crm, command) => crm.executeUnknown(command),
  // Prints each command's id, as other workers do.
  executeAll: (crm, name, count) => executeAll(crm, name, { count }).then(() => null),
  // Waits until this process has applied the receipt of another process.
  caughtUp: (crm, receipt) => crm.caughtUp(receipt),
  ask: (crm, questions) => questions.map(([view, question]) => answered(() => crm.views[view](question))),
  health: (crm) => crm.health(),
}

const answer = async () => {
  const snapshots = directory === undefined ? {} : { snapshots: fileSnapshots({ directory }) }
  const crm = await openClientele({ store: storeAt(url), ...snapshots })
  say('= null')
  for await (const line of createInterface({ input: process.stdin })) {
    const [method, ...args] = JSON.parse(line)
    say(`= ${JSON.stringify(await methods[method](crm, ...args))}`)
  }
  await crm.close()
}

// Node would print the line that threw: the file of a release is half a megabyte.
await answer().catch((error) => {
  process.stderr.write(`${library}: ${error.message} ${JSON.stringify(error)}\n`)
  process.exit(1)
})
