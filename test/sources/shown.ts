import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commands, type PolicyName } from '@clientele/domain'
import { createProjections } from '@clientele/projections'
import { type Scenario, scenariosIn } from '../scenarios/scenario.js'
import { viewNames } from '../scenarios/views.js'
import { unknownNames } from '../scenarios/world.js'
import { policyIds } from './policies.js'

/** A test by its title, or a scenario by its id. */
export type Proof = { readonly path: string; readonly title: string }

const root = fileURLToPath(new URL('../..', import.meta.url))

const testFiles = ['test', 'packages'].flatMap((folder) =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts') && !entry.parentPath.includes('node_modules'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
)

const written = /\b(?:test|it)(?:\.each\([\s\S]*?\))?\(\s*(['"`])((?:\\.|(?!\1)[\s\S])*)\1,/g

const titlesIn = (path: string): readonly Proof[] =>
  [...readFileSync(join(root, path), 'utf8').matchAll(written)].map(([, , title = '']) => ({
    path,
    title: title.replaceAll(/\\(.)/g, '$1'),
  }))

/** All tests, by title. */
export const tests: readonly Proof[] = testFiles.toSorted().flatMap(titlesIn)

const scenarioPath = 'test/scenarios/scenarios.md'
const views = viewNames(createProjections().views)

/** The scenarios that run. */
export const scenarios: readonly Scenario[] = scenariosIn(join(root, scenarioPath), join(root, scenarioPath)).filter(
  (scenario) => unknownNames(scenario, commands, views).length === 0,
)

const asShown = ({ id }: Scenario): Proof => ({ path: scenarioPath, title: id })

/** The number of a rule of a source, in a title or a scenario. */
const row = /(?<![-\w])[KPLSU]\d\d\b/g

type Found = ReadonlyMap<string, readonly Proof[]>

const groupById = (pairs: Iterable<readonly [string, Proof]>): Found => {
  const found = new Map<string, Proof[]>()
  for (const [key, shown] of pairs) found.set(key, [...(found.get(key) ?? []), shown])
  return found
}

/** The tests and scenarios that name a rule. */
export const byRow: Found = groupById([
  ...tests.flatMap((shown) => [...shown.title.matchAll(row)].map(([id]) => [id, shown] as const)),
  ...scenarios.flatMap((scenario) =>
    scenario.covers.filter((id) => id.match(row) !== null).map((id) => [id, asShown(scenario)] as const),
  ),
])

/** A policy's value in a title: `none` for no items. */
export const valueText = (value: unknown): string => (Array.isArray(value) ? value.join(';') || 'none' : String(value))

/** The tests whose title has `name: value`, and the scenarios about the policy that set it. */
export const byPolicy = (name: PolicyName): Found =>
  groupById([
    ...tests.flatMap((shown) =>
      [...shown.title.matchAll(new RegExp(`\\b${name}: ([^\\s,)]+)`, 'g'))].map(
        ([, value = '']) => [value, shown] as const,
      ),
    ),
    ...scenarios
      .filter(({ stated, covers }) => Object.hasOwn(stated, name) && covers.includes(policyIds[name]))
      .map((scenario) => [valueText(scenario.stated[name]), asShown(scenario)] as const),
  ])
