import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sqlite } from '@clientele/adapters/sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { all, opened } from './events.js'
import { type Temporary, temporaryFile } from './temporary.js'

let temporary: Temporary

beforeEach(async () => {
  temporary = await temporaryFile()
})
afterEach(() => temporary.remove())

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// A child is plain Node and needs the build; the gate builds before it tests.
const isBuilt = existsSync(at('../../dist/sqlite/index.js'))

type Writer = {
  readonly process: ChildProcess
  readonly acknowledged: string[]
  readonly ended: Promise<number | null>
}

const startWriter = (name: string, count: number): Writer => {
  const child = spawn(process.execPath, [at('./writer.mjs'), temporary.file, name, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const acknowledged: string[] = []
  let rest = ''
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    acknowledged.push(...lines)
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { process: child, acknowledged, ended }
}

const streams = async (): Promise<readonly string[]> => {
  const store = await opened(sqlite({ file: temporary.file }))
  const events = await all(store)
  await store.close()
  return events.map(({ stream }) => stream)
}

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2))
}

describe.skipIf(!isBuilt)('processes that share a file (needs the build)', () => {
  test('all write, and a subscriber here sees everything once in one order', async () => {
    const store = await opened(sqlite({ file: temporary.file }))
    const writers = ['x', 'y'].map((name) => startWriter(name, 200))
    const seen: string[] = []
    for await (const events of store.subscribe()) {
      seen.push(...events.map(({ stream }) => stream))
      if (seen.length >= 800) break
    }
    expect(await Promise.all(writers.map(({ ended }) => ended))).toEqual([0, 0])
    expect(seen).toEqual((await all(store)).map(({ stream }) => stream))
    expect(new Set(seen).size).toBe(800)
    await store.close()
  })

  test.each([1, 50, 200])('killed after %i acknowledgements: all of them are there, each wholly', async (count) => {
    const writer = startWriter('x', 1_000_000)
    await until(() => writer.acknowledged.length >= count)
    writer.process.kill('SIGKILL')
    await writer.ended
    const there = new Set(await streams())
    for (const stream of writer.acknowledged) expect(there.has(stream)).toBe(true)
    for (const stream of there)
      expect(there.has(stream.startsWith('twin-') ? stream.slice(5) : `twin-${stream}`)).toBe(true)
  })
})
