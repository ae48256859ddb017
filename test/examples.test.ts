import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'

const run = promisify(execFile)
const folder = fileURLToPath(new URL('../examples', import.meta.url))
const examples = readdirSync(folder).filter((name) => /^\d\d-.*\.ts$/.test(name))

describe('the examples print their documented output, in plain Node', () => {
  test('there are examples', () => expect(examples.length).toBeGreaterThan(3))

  for (const example of examples) {
    const name = example.replace('.ts', '')
    test(name, async () => {
      const { stdout } = await run(process.execPath, [join(folder, 'dist', `${name}.js`)])
      await expect(stdout).toMatchFileSnapshot(join(folder, 'expected', `${name}.txt`))
    })
  }
})
