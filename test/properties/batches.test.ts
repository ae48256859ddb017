import { openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { type CommandType, decisions, type KnownEvent, type Message, type Meta } from '@clientele/domain'
import { contextOf, executeOnStore, logOf, steps } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect } from 'vitest'
import { runs } from './runs.js'

const isBulk = ({ type }: Message): boolean => decisions[type as CommandType].kind === 'bulk'

type Given = { readonly command: Message; readonly meta: Meta }

const comparable = (events: readonly KnownEvent[]) => events.map(({ position: _, recordedAt: __, ...event }) => event)

/** Executes commands in batches of a size; returns each outcome. */
const executedInBatches = async (given: readonly Given[], size: number) => {
  const crm = await openClientele({ store: memory() })
  const batch = crm.batch()
  const endings: (number | object)[] = []
  for (const [index, { command, meta }] of given.entries()) {
    const outcome = await batch.execute(command, contextOf(meta))
    endings.push(isLeft(outcome) ? outcome.left : outcome.right)
    if (index % size === size - 1) expect(await batch.commit()).toMatchObject({ _tag: 'Right' })
  }
  expect(await batch.commit()).toMatchObject({ _tag: 'Right' })
  const rebuilt = await crm.rebuild()
  expect(rebuilt).toMatchObject({ right: { equal: true, differences: [] } })
  return { endings, log: await logOf(crm) }
}

describe('commands in batches', () => {
  test.prop([steps(undefined, { minLength: 10, maxLength: 60 }), fc.integer({ min: 1, max: 50 })], runs(30))(
    'have the same events and rejections as one by one',
    async (history, size) => {
      const { commands, log } = await executeOnStore(memory(), history)
      const { endings, log: together } = await executedInBatches(commands, size)
      const expected = commands.map(({ command, answer }) =>
        isBulk(command) ? answer.events.length : (answer.refusals[0] ?? answer.events.length),
      )
      expect(endings).toEqual(expected)
      expect(comparable(together)).toEqual(comparable(log))
    },
  )
})
