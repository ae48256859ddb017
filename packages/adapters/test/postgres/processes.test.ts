import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { all, opened } from '../sqlite/events.js'
import { onPostgres, type Schema, schemaOfTest, url } from './schemas.js'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// A child is plain Node and needs the build; the gate builds before it tests.
const isBuilt = existsSync(at('../../dist/postgres/index.js'))

type Writer = {
  readonly process: ChildProcess
  readonly acknowledged: string[]
  readonly ended: Promise<number | null>
}

const startWriter = (schema: Schema, name: string, count: number): Writer => {
  const child = spawn(process.execPath, [at('./writer.mjs'), url, schema.name, name, String(count)], {
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

const streamsIn = async (schema: Schema): Promise<readonly string[]> => {
  const store = await opened(schema.source())
  const events = await all(store)
  await store.close()
  return events.map(({ stream }) => stream)
}

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2))
}

onPostgres('processes that share a schema', () => {
  const schema = schemaOfTest()

  describe.skipIf(!isBuilt)('(needs the build)', () => {
    test('all write, and a subscriber here sees everything once in one order', async () => {
      const shared = schema()
      const store = await opened(shared.source())
      const writers = ['x', 'y'].map((name) => startWriter(shared, name, 200))
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
      const shared = schema()
      const writer = startWriter(shared, 'x', 1_000_000)
      await until(() => writer.acknowledged.length >= count)
      writer.process.kill('SIGKILL')
      await writer.ended
      const there = new Set(await streamsIn(shared))
      for (const stream of writer.acknowledged) expect(there.has(stream)).toBe(true)
      for (const stream of there)
        expect(there.has(stream.startsWith('twin-') ? stream.slice(5) : `twin-${stream}`)).toBe(true)
    })
  })
})
