// Works on a log in an SQLite file; prints the result as JSON.
// log.mjs write <file> <name> <count>       appends events to streams of its own: their ids
// log.mjs race <file> <name> <count> <other> the same, once a process called <other> is running too
// log.mjs continue <file> <stream>          appends to an existing stream: its previous revision, and the id
// log.mjs read <file>                       all events
// log.mjs save <file> | latest <file>       saves a snapshot; reads it
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sqliteSnapshots } from '@clientele/clientele/snapshots'
import { sqlite } from '@clientele/clientele/sqlite'

const [mode, file, name, count, other] = process.argv.slice(2)

const rightOf = (answer) => {
  if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left))
  return answer.right
}

const eventOf = (data) => ({
  id: randomUUID(),
  type: 'Happened',
  schemaVersion: 1,
  data,
  metadata: { by: 'tester', at: '2024-03-15T08:00:00.000Z', commandId: randomUUID() },
})

const append = async (store, stream, expected, data) => {
  const event = eventOf(data)
  rightOf(await store.append({ writes: [{ stream, expected, events: [event] }], unchanged: [], noneSince: [] })())
  return event.id
}

const write = async (store, between = () => undefined) => {
  const ids = []
  for (let n = 0; n < Number(count); n += 1) {
    ids.push(await append(store, `${name}-${n}`, 'noStream', { n, text: 'Ä 名 😀 \u0000' }))
    await between(n)
  }
  return ids
}

// The holder of the file lock would otherwise take it again before the other process wakes up.
const letOther = async (n) => {
  if (n % 10 === 9) await pause(2)
}

const inBatches = async (batches) => {
  const found = []
  for await (const batch of batches) found.push(...batch)
  return found
}

const race = async (store) => {
  const mine = await append(store, `${name}-started`, 'noStream', {})
  const deadline = Date.now() + 60_000
  while ((await inBatches(store.readStream(`${other}-started`))).length === 0) {
    if (Date.now() > deadline) throw new Error(`${other} did not start.`)
    await pause(5)
  }
  return [mine, ...(await write(store, letOther))]
}

const goOn = async (store) => {
  const before = await inBatches(store.readStream(name))
  const revision = before.at(-1)?.revision
  return { revision, id: await append(store, name, revision, { again: true }) }
}

const read = (store) => inBatches(store.readAll())

const withStore = async (work) => {
  const store = rightOf(await sqlite({ file }).open())
  const answer = await work(store)
  await store.close()
  return answer
}

const chunks = [{ part: 'names', text: JSON.stringify({ text: 'Ä 名 😀'.repeat(10_000) }) }]

const save = async (snapshots) => {
  const mark = { position: '7', eventId: 'event-7' }
  return rightOf(await snapshots.save({ version: 'v1', mark, chunks })()) ?? null
}

const latest = async (snapshots) => {
  const found = rightOf(await snapshots.latest({ version: 'v1' })())
  return { ...found, chunks: [...found.chunks].map(({ part, text }) => ({ part, text })) }
}

const inLog = { write: (store) => write(store), race, continue: goOn, read }
const inSnapshots = { save, latest }

const answer =
  mode in inLog ? await withStore(inLog[mode]) : await inSnapshots[mode](sqliteSnapshots({ file: `${file}.snapshots` }))
process.stdout.write(JSON.stringify(answer))
