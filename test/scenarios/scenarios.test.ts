import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { memory } from '@clientele/adapters/memory'
import { sqlite } from '@clientele/adapters/sqlite'
import { commands } from '@clientele/domain'
import { createProjections } from '@clientele/projections'
import { afterAll, describe, test } from 'vitest'
import { expectAnswer } from './compare.js'
import { execute, worldOf } from './domain-world.js'
import { executeEndToEnd, openScenario, type ScenarioStore } from './end-to-end.js'
import { type Scenario, scenariosIn } from './scenario.js'
import { expectRefusedQuery, expectView, viewNames } from './views.js'
import { unknownNames } from './world.js'

const ownFile = fileURLToPath(new URL('./scenarios.md', import.meta.url))
const { SCENARIOS } = process.env
const files = SCENARIOS?.split(':') ?? [ownFile]

const directory = mkdtempSync(join(tmpdir(), 'clientele-scenarios-'))
afterAll(() => rmSync(directory, { recursive: true }))

let opened = 0
const stores: readonly (readonly [string, ScenarioStore])[] = [
  ['in memory', (clock) => memory({ clock })],
  [
    'on SQLite',
    (clock) => {
      opened += 1
      return sqlite({ file: join(directory, `${opened}.db`), clock, synchronous: 'normal' })
    },
  ],
]

const metaOf = ({ by, today }: Scenario) => ({ by, at: `${today}T12:00:00.000Z`, today, commandId: 'command' })

const onTheDomainAlone = (scenario: Scenario): void => {
  const { when, then, today } = scenario
  const world = worldOf(scenario)
  if (when?.command !== undefined) {
    expectAnswer(execute(world, { type: when.command, data: when.data }, metaOf(scenario)), scenario)
    return
  }
  const { views, applyAll } = createProjections()
  applyAll(world.log)
  if (when?.query !== undefined) expectRefusedQuery(views, scenario)
  if (then.view !== undefined) expectView(views, then.view, today)
}

const endToEnd = async (scenario: Scenario, store: ScenarioStore): Promise<void> => {
  const { when, then, today } = scenario
  const held = await openScenario(scenario, store)
  try {
    if (when?.command !== undefined) expectAnswer(await executeEndToEnd(held, scenario), scenario)
    if (when?.query !== undefined) expectRefusedQuery(held.crm.views, scenario)
    if (then.view !== undefined) expectView(held.crm.views, then.view, today)
  } finally {
    await held.crm.close()
  }
}

const known = viewNames(createProjections().views)

for (const scenario of files.flatMap((file) => scenariosIn(file, ownFile))) {
  const unknown = unknownNames(scenario, commands, known)
  const name = `${scenario.id} ${scenario.title}`
  if (unknown.length > 0 && SCENARIOS === undefined) {
    describe.skip(`${name} (waits for ${[...new Set(unknown)].join(', ')})`, () => test('in words only'))
  } else {
    describe(name, () => {
      test('on the domain alone', () => onTheDomainAlone(scenario))
      for (const [place, store] of stores) test(`end to end ${place}`, () => endToEnd(scenario, store))
    })
  }
}
