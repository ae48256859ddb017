// open-at-once.mjs <directory> <rounds> <start> <pause>: opens new files of each kind at times that other processes know
// too, and prints what went wrong.
import { join } from 'node:path'
import { failureOf } from '@clientele/domain'
import { sqliteSnapshots } from '../../dist/runtime/snapshots/index.js'
import { sqlite, sqliteCheckpoints } from '../../dist/stores/sqlite/index.js'

const [, , directory, rounds, start, pause] = process.argv

/** Waits without letting anything else run: the files are to be opened in the same millisecond. */
const spinUntil = (time) => {
  while (Date.now() < time);
}

const openStore = async (file) => {
  const opened = await sqlite({ file }).open()
  if (opened._tag === 'Left') return opened.left
  await opened.right.close()
  return null
}

const openSnapshots = async (file) => {
  const latest = await sqliteSnapshots({ file }).latest({ version: 'v1' })()
  return latest._tag === 'Left' ? latest.left : null
}

const openCheckpoints = async (file) => {
  const checkpoints = sqliteCheckpoints({ file })
  try {
    await checkpoints.load('name')
    return null
  } catch (error) {
    return failureOf(error)
  } finally {
    await checkpoints.close()
  }
}

const kinds = { store: openStore, snapshots: openSnapshots, checkpoints: openCheckpoints }
const names = Object.keys(kinds)
const failures = []

await openStore(join(directory, `warm-${process.pid}`))
for (let round = 0; round < Number(rounds); round += 1) {
  spinUntil(Number(start) + round * Number(pause))
  const name = names[round % names.length]
  const failure = await kinds[name](join(directory, `${name}-${round}`))
  if (failure !== null) failures.push({ name, round, failure })
}
process.stdout.write(JSON.stringify(failures))
