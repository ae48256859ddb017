import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { histories } from './commands.js'
import { type Rule, rules } from './rules.js'
import { runs } from './runs.js'
import { toldOnTheDomainAlone } from './story.js'

const lengths = { maxLength: 60 }

const historiesFor = ({ about, without }: Rule) =>
  fc
    .oneof(histories(about, lengths), histories(undefined, lengths))
    .map((history) => (without === undefined ? history : history.filter(({ command }) => !without(command))))

describe('whatever is commanded, on the domain alone', () => {
  for (const rule of rules)
    test.prop([historiesFor(rule)], runs(80))(rule.title, (history) => {
      expect(rule.broken(toldOnTheDomainAlone(history))).toEqual([])
    })
})
