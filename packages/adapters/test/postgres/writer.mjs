// A process of its own that appends and prints what was acknowledged: writer.mjs <connection string> <schema> <name> <count>
import { writeSync } from 'node:fs'
import { eventId, newCommandId } from '../../dist/event-id.js'
import { postgres } from '../../dist/postgres/index.js'

const [connectionString, schema, name, count] = process.argv.slice(2)
const clock = () => new Date().toISOString()

const batchOf = (n) => {
  const commandId = newCommandId(clock)
  const metadata = { by: name, at: clock(), commandId }
  const event = (ordinal) => ({
    id: eventId(commandId, ordinal),
    type: 'Happened',
    schemaVersion: 1,
    data: { n },
    metadata,
  })
  const write = (stream, ordinal) => ({ stream, expected: 'noStream', events: [event(ordinal)] })
  return { writes: [write(`${name}-${n}`, 0), write(`twin-${name}-${n}`, 1)], unchanged: [], noneSince: [] }
}

const opened = await postgres({ connectionString, schema }).open()
if (opened._tag === 'Left') throw new Error(JSON.stringify(opened.left))

const appendOne = async (n) => {
  const answer = await opened.right.append(batchOf(n))()
  if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left))
  writeSync(1, `${name}-${n}\n`)
}

for (let n = 0; n < Number(count); n += 4) await Promise.all([0, 1, 2, 3].map((i) => appendOne(n + i)))
await opened.right.close()
