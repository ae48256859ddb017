import { race, steps } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { timeout } from '../processes/sizes.js'
import { onEveryStore } from '../stores.js'
import { runs } from './runs.js'

// A run executes a few hundred commands on two clients.
const tries = 4

onEveryStore('clients that execute commands at the same time', (store) => {
  test.prop([steps(undefined, { minLength: 10, maxLength: 40 }), fc.integer({ min: 2, max: 8 })], runs(tries))(
    'violate no invariant, lose nothing, and get answers that are true in one order',
    async (commands, atOnce) => {
      const { executed } = await race({ store: store({ synchronous: 'normal' }), clients: 2, atOnce, commands })
      expect(executed).toHaveLength(commands.length)
    },
    timeout,
  )
})
