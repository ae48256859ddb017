import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const program = join(import.meta.dirname, 'open-at-once.mjs')
const processes = 3
const rounds = 90
const pause = 25
const untilAllHaveLoaded = 2_500

test('new files that several processes open in the same millisecond are created once, and work for all', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-'))
  const start = Date.now() + untilAllHaveLoaded
  const settings = [directory, rounds, start, pause].map(String)
  const outputs = await Promise.all(
    Array.from({ length: processes }, () => run(process.execPath, [program, ...settings])),
  )
  expect(outputs.map(({ stdout }) => JSON.parse(stdout))).toEqual(outputs.map(() => []))
  await rm(directory, { recursive: true, force: true })
}, 60_000)
