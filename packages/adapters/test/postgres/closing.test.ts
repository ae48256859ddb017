import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { newDatabase, onPostgres } from './schemas.js'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

onPostgres('a process that only closes its register', () => {
  test.skipIf(!existsSync(at('../../dist/stores/postgres/index.js')))(
    'lives until it is closed (needs the build)',
    async () => {
      const { url, drop } = await newDatabase()
      onTestFinished(drop)
      const child = spawn(process.execPath, [at('./closing.mjs'), url], { stdio: 'ignore' })
      const code = await new Promise((resolve) => child.on('close', resolve))
      expect(code).toBe(7)
    },
  )
})
