import { fileURLToPath } from 'node:url'
import { commands } from '@clientele/domain'
import { describe, test } from 'vitest'
import { expectAnswer } from './compare.js'
import { execute, worldOf } from './domain-world.js'
import { scenariosIn } from './scenario.js'
import { unknownNames } from './world.js'

const ownFile = fileURLToPath(new URL('./scenarios.md', import.meta.url))
const files = process.env['SCENARIOS']?.split(':') ?? [ownFile]

for (const scenario of files.flatMap((file) => scenariosIn(file, ownFile))) {
  const unknown = unknownNames(scenario, commands, [])
  describe.skipIf(unknown.length > 0)(`${scenario.id} ${scenario.title}`, () => {
    test.runIf(scenario.when?.command !== undefined)('on the domain alone', () => {
      const meta = {
        by: scenario.by,
        at: `${scenario.today}T12:00:00.000Z`,
        today: scenario.today,
        commandId: 'command',
      }
      const { command, data } = scenario.when ?? {}
      expectAnswer(execute(worldOf(scenario), { type: command, data }, meta), scenario)
    })
  })
}
