import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { type Place, places } from './places.js'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// The child process runs in plain Node and needs the build.
const isBuilt = existsSync(at('../../dist/runtime/snapshots/index.js'))

/** Kills a process while it saves its third snapshot, and returns the number of the last one that it reported as saved. */
const killDuringThird = async (kind: string, path: string): Promise<number> => {
  const child = spawn(process.execPath, [at('./saver.mjs'), kind, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (text: Buffer) => {
    output += text.toString()
    if (output.split('begun').length > 3) child.kill('SIGKILL')
  })
  await new Promise((resolve) => child.on('close', resolve))
  return Math.max(...[...output.matchAll(/saved (\d+)/g)].map(([, number]) => Number(number)))
}

describe.skipIf(!isBuilt).each(['sqlite', 'files'])('a process that saves snapshots in %s', (kind) => {
  test('and is killed while saving keeps the previous one', async () => {
    const { directory, open, dispose } = await (places[kind] as () => Promise<Place>)()
    const last = await killDuringThird(kind, kind === 'sqlite' ? join(directory, 'crm.db.snapshots') : directory)
    const store = open()
    const found = await store.latest({ version: 'v1' })()
    expect(found).toMatchObject({ right: { mark: { eventId: expect.any(String) } } })
    const position = found._tag === 'Right' ? Number(found.right?.mark.position) : 0
    expect(position).toBeGreaterThanOrEqual(last)
    const mark = { position: '99', eventId: 'event-99', after: null }
    expect(await store.save({ version: 'v1', mark, chunks: [] })()).toMatchObject({ _tag: 'Right' })
    expect(await store.latest({ version: 'v1' })()).toMatchObject({ right: { mark } })
    await store.close()
    await dispose()
  })
})
