import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const packages = fileURLToPath(new URL('../packages/', import.meta.url))

/** The packages that the front doors of the adapters import, which a host of the adapters installs itself. */
const drivers = { excel: 'exceljs', sqlite: 'better-sqlite3', postgres: 'pg', eventstoredb: '@eventstore/db-client' }

const sourcesOf = (name: string): string =>
  readdirSync(join(packages, name, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(packages, name, 'src', file), 'utf8'))
    .join('\n')

// Only http, cli and testing are installed beside the library: the others are the library itself.
describe.each(['http', 'cli', 'testing'])('@clientele/%s', (name) => {
  const sources = sourcesOf(name)
  const imported = Object.entries(drivers).filter(([door]) => sources.includes(`@clientele/adapters/${door}'`))

  test('depends on the driver of every front door that it imports, so that it loads without anything else', () => {
    const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(
      readFileSync(join(packages, name, 'package.json'), 'utf8'),
    )
    const installed = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })
    expect(imported.map(([, driver]) => driver).filter((driver) => !installed.includes(driver))).toEqual([])
  })
})
