import { memory } from '@clientele/adapters/memory'
import { createProjections } from '@clientele/projections'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { histories } from './commands.js'
import { toldEndToEnd } from './front-door.js'
import { reordered } from './reordered.js'
import { type Rule, rules } from './rules/index.js'
import { runs } from './runs.js'
import { toldOnTheDomainAlone } from './story.js'

const lengths = { maxLength: 60 }

const historiesFor = ({ about, without }: Rule) =>
  fc
    .oneof(histories(about, lengths), histories(undefined, lengths))
    .map((history) => (without === undefined ? history : history.filter(({ command }) => !without(command))))

describe('whatever is commanded, on the domain alone', () => {
  for (const rule of rules)
    test.prop([historiesFor(rule)], runs(50))(rule.title, (history) => {
      expect(rule.broken(toldOnTheDomainAlone(history))).toEqual([])
    })
})

describe('whatever is commanded, through the front door', () => {
  for (const rule of rules)
    test.prop([historiesFor(rule)], runs(4))(rule.title, async (history) => {
      const story = await toldEndToEnd(memory(), history)
      expect(rule.broken(story)).toEqual([])
      await story.crm.close()
    })

  test.prop([histories(undefined, lengths)], runs(15))(
    'INV-23 the register that executed the commands shows what one rebuilt from its log shows',
    async (history) => {
      const { crm, log } = await toldEndToEnd(memory(), history)
      const rebuilt = createProjections()
      rebuilt.applyAll(log)
      expect(crm.register.dump()).toEqual(rebuilt.register.dump())
      expect(crm.views.groupTree({})).toEqual(rebuilt.views.groupTree({}))
      await crm.close()
    },
  )
})

describe('the order of events on independent streams', () => {
  test.prop([histories(undefined, lengths), fc.array(fc.nat(500), { minLength: 50, maxLength: 300 })], runs(60))(
    'INV-23 does not matter to the register',
    (history, places) => {
      const { log } = toldOnTheDomainAlone(history)
      const [one, other] = [createProjections(), createProjections()]
      one.applyAll(log)
      other.applyAll(reordered(log, places))
      expect(other.register.dump()).toEqual(one.register.dump())
    },
  )
})
