// The files of a place, and the tests for their mutants.
import { readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const filesBelow = (path) => {
  if (statSync(join(root, path)).isFile()) return [path]
  return readdirSync(join(root, path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
}

/** Files that only list or declare: mistakes in them are type errors, or change what is stored. */
const isList = /\/(index|commands|events|catalogue|decisions|upcasts|ids)\.ts$|\/ports\//

const projections = ['views', 'query', 'register/handlers', 'history'].map(
  (folder) => `packages/projections/src/${folder}`,
)

/** Named groups: decisions and states; views, queries, register handlers and history. */
export const groups = { domain: ['packages/domain/src'], projections }

/** The files of a place: a group, a folder or a file. */
export const filesOf = (place) => (groups[place] ?? [place]).flatMap(filesBelow).filter((file) => !isList.test(file))

export const packageOf = (file) => /^packages\/(domain|projections)\/src\//.exec(file)?.[1] ?? null

const testsBelow = (...paths) => paths.flatMap(filesBelow).filter((file) => file.endsWith('.test.ts'))

// These tests need a store, a process or a build, or check files rather than behaviour.
const isElsewhere =
  /golden|documentation|catalogue\.test|coverage\.test|architecture|^test\/examples\.test|binary\.test|killed|import-processes|excel|csv\/writing|postgres|eventstoredb|kurrentdb|tls|full\.test|\/processes\/|generating/

const isHere = (file) => !isElsewhere.test(file)

const scenarios = 'test/scenarios/scenarios.test.ts'

// The slowest tests come last.
const domainTests = () => {
  const tests = testsBelow('packages/domain/test')
  const isOfKernel = (file) => file.includes('/kernel/')
  return [...tests.filter((file) => !isOfKernel(file)), scenarios, ...tests.filter(isOfKernel)]
}

const isSlow = (file) => /names-and-customers|query-indexes|register\.test|snapshot|table\.test|duplicates/.test(file)

const projectionTests = () => {
  const tests = testsBelow('packages/projections/test')
  const journeys = testsBelow('test/journeys').filter((file) => !/import/.test(file))
  return [...tests.filter((file) => !isSlow(file)), scenarios, ...journeys, ...tests.filter(isSlow)]
}

const near = {
  domain: domainTests,
  projections: projectionTests,
}

const wide = [
  'packages/domain/test',
  'packages/projections/test',
  'test/journeys',
  'packages/adapters/test/import',
  'packages/cli/test',
  'packages/adapters/test/execution',
  'packages/adapters/test/subscriptions',
  'packages/adapters/test/snapshots',
  'test/bad-input.test.ts',
  'test/properties',
]

const further = (own) => testsBelow(...wide).filter((file) => !own.includes(file) && !/racing/.test(file))

/**
 * The tests for mutants of a package: first the near ones, of the package and the scenarios on it, then all others that
 * run in one process. `skip` names tests to leave out.
 */
export const levelsOf = (name, isNearOnly) => {
  const own = near[name]().filter(isHere)
  const levels = [
    { name: `${name}-near`, tests: own, skip: 'end to end|SQLite|PostgreSQL' },
    { name: `${name}-wide`, tests: further(own).filter(isHere), skip: 'SQLite|PostgreSQL|on the public API' },
  ]
  return isNearOnly ? levels.slice(0, 1) : levels
}

/** The folder whose tests most likely notice a change of this file; model and rules share theirs. */
export const nearestTests = (file) =>
  file
    .replace('/src/', '/test/')
    .replace(/\/(model|rules)\//, '/')
    .replace(/\/kernel\/.*/, '/kernel/')
    .replace(/\/[^/]*$/, '')
