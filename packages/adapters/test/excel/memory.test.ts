import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

it('100,000 rows are written in bounded memory', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-xlsx-'))
  const file = join(directory, 'large.xlsx')
  const line = [here('./writer.mjs'), here('../../dist/excel/index.js'), file, '100000']
  const { stdout } = await promisify(execFile)(process.execPath, line)
  const { written, mebibytes } = JSON.parse(stdout)
  const { size } = await stat(file)
  await rm(directory, { recursive: true })
  expect(written).toEqual({ _tag: 'Right', right: { rows: 100_000 } })
  expect(size).toBeGreaterThan(1_000_000)
  expect(mebibytes).toBeLessThan(140)
})
