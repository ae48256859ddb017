import { fileURLToPath } from 'node:url'
import { commands } from '@clientele/domain'
import { createProjections } from '@clientele/projections'
import { describe, test } from 'vitest'
import { onEveryStore } from '../stores.js'
import { expectAnswer } from './compare.js'
import { executeEndToEnd, openScenario, type ScenarioStore } from './end-to-end.js'
import { execute, logOf } from './on-domain.js'
import { type Scenario, scenariosIn } from './scenario.js'
import { expectRefusedQuery, expectView, viewNames } from './views.js'
import { unknownNames } from './world.js'

const ownFile = fileURLToPath(new URL('./scenarios.md', import.meta.url))
const { SCENARIOS } = process.env
const files = SCENARIOS?.split(':') ?? [ownFile]

const onTheDomainAlone = (scenario: Scenario): void => {
  const { when, then, today } = scenario
  if (when?.command !== undefined) {
    expectAnswer(execute(scenario), scenario)
    return
  }
  const { views, applyAll } = createProjections()
  applyAll(logOf(scenario))
  if (when?.query !== undefined) expectRefusedQuery(views, scenario)
  if (then.view !== undefined) expectView(views, then.view, today)
}

const endToEnd = async (scenario: Scenario, store: ScenarioStore): Promise<void> => {
  const { when, then, today } = scenario
  const opened = await openScenario(scenario, store)
  try {
    if (when?.command !== undefined) expectAnswer(await executeEndToEnd(opened, scenario), scenario)
    if (when?.query !== undefined) expectRefusedQuery(opened.crm.views, scenario)
    if (then.view !== undefined) expectView(opened.crm.views, then.view, today)
  } finally {
    await opened.crm.close()
  }
}

const known = viewNames(createProjections().views)
const scenarios = files.flatMap((file) => scenariosIn(file, ownFile))
const unknownIn = (scenario: Scenario): readonly string[] =>
  SCENARIOS === undefined ? [...new Set(unknownNames(scenario, commands, known))] : []
const tried = scenarios.filter((scenario) => unknownIn(scenario).length === 0)
const nameOf = ({ id, title }: Scenario): string => `${id} ${title}`

describe('scenarios on the domain alone', () => {
  for (const scenario of tried) test(nameOf(scenario), () => onTheDomainAlone(scenario))
})

onEveryStore('scenarios end to end', (make) => {
  const store: ScenarioStore = (clock) => make({ clock, synchronous: 'normal' })
  for (const scenario of tried) test(nameOf(scenario), () => endToEnd(scenario, store))
})

const waiting = scenarios.filter((scenario) => unknownIn(scenario).length > 0)

if (waiting.length > 0) {
  describe('scenarios that wait for missing names', () => {
    for (const scenario of waiting) {
      test.skip(`${nameOf(scenario)} (waits for ${unknownIn(scenario).join(', ')})`, () => {})
    }
  })
}
