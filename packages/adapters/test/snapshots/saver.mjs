import { fileSnapshots, sqliteSnapshots } from '../../dist/runtime/snapshots/index.js'

// Saves one snapshot after another until it is killed; prints when one is saved and when the next starts.
const [, , kind, path] = process.argv
const store = kind === 'sqlite' ? sqliteSnapshots({ file: path }) : fileSnapshots({ directory: path })

function* chunks() {
  for (let number = 0; number < 40; number += 1) {
    yield { part: `part ${number}`, text: JSON.stringify('x'.repeat(100_000)) }
    if (number === 5) process.stdout.write('begun\n')
  }
}

for (let number = 1; ; number += 1) {
  const mark = { position: String(number), eventId: `event-${number}`, after: null }
  await store.save({ version: 'v1', mark, chunks: chunks() })()
  process.stdout.write(`saved ${number}\n`)
}
