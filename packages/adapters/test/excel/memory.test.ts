import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// With a small young generation, memory use shows what the writer retains.
const options = ['--max-semi-space-size=4']

const runWriter = async (file: string, rows: number) => {
  const line = [...options, pathOf('./writer.mjs'), pathOf('../../dist/files/excel/index.js'), file, String(rows)]
  const { stdout } = await promisify(execFile)(process.execPath, line)
  return JSON.parse(stdout) as { readonly written: unknown; readonly mebibytes: number }
}

it('100,000 rows take at most 64 MiB more than a hundred', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-xlsx-'))
  const file = join(directory, 'large.xlsx')
  const few = await runWriter(file, 100)
  const many = await runWriter(file, 100_000)
  const { size } = await stat(file)
  await rm(directory, { recursive: true })
  expect(many.written).toEqual({ _tag: 'Right', right: { rows: 100_000 } })
  expect(size).toBeGreaterThan(1_000_000)
  expect(many.mebibytes - few.mebibytes).toBeLessThan(64)
})
