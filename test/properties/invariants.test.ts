import { memory } from '@clientele/adapters/memory'
import { createProjections } from '@clientele/projections'
import { executeHistory, executeOnStore, type Invariant, invariants, steps } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { reordered } from './reordered.js'
import { runs } from './runs.js'

const lengths = { maxLength: 60 }

const rules = Object.entries<Invariant>(invariants)

const historiesFor = ({ about, isChangedBy }: Invariant) =>
  fc
    .oneof(steps(about, lengths), steps(undefined, lengths))
    .map((history) => history.filter(({ command }) => !isChangedBy(command)))

describe('for any commands, on the domain alone', () => {
  for (const [name, rule] of rules)
    test.prop([historiesFor(rule)], runs(50))(`${name}: ${rule.title}`, (history) => {
      const { log, commands } = executeHistory(history)
      expect(rule.violationsOf(log, commands)).toEqual([])
    })
})

describe('for any commands, on the public API', () => {
  for (const [name, rule] of rules)
    test.prop([historiesFor(rule)], runs(4))(`${name}: ${rule.title}`, async (history) => {
      const { log, commands, crm } = await executeOnStore(memory(), history)
      expect(rule.violationsOf(log, commands)).toEqual([])
      await crm.close()
    })

  test.prop([steps(undefined, lengths)], runs(15))(
    'INV-23 the register that executed the commands equals one rebuilt from its log',
    async (history) => {
      const { crm, log } = await executeOnStore(memory(), history)
      const rebuilt = createProjections()
      rebuilt.applyAll(log)
      expect(crm.register.dump()).toEqual(rebuilt.register.dump())
      expect(crm.views.groupTree({})).toEqual(rebuilt.views.groupTree({}))
      await crm.close()
    },
  )
})

describe('the order of events on independent streams', () => {
  test.prop([steps(undefined, lengths), fc.array(fc.nat(500), { minLength: 50, maxLength: 300 })], runs(60))(
    'INV-23 does not change the register',
    (history, places) => {
      const { log } = executeHistory(history)
      const [one, other] = [createProjections(), createProjections()]
      one.applyAll(log)
      other.applyAll(reordered(log, places))
      expect(other.register.dump()).toEqual(one.register.dump())
    },
  )
})
