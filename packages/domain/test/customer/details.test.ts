import { ChangeCustomerDetails, decisions, type Meta } from '@clientele/domain'
import { right } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

const meta: Meta = { by: 'host', at: '2024-03-15T09:00:00.000Z', today: '2024-03-15', commandId: 'command' }

test('the last word counts when a field is named twice', () => {
  const changes = [
    { field: 'city', new: 'Turku' },
    { field: 'city', new: 'Espoo' },
  ] as const
  const customer = { registered: true, mergedInto: null, archived: false, details: new Map([['city', 'Espoo']]) }
  const { data } = ChangeCustomerDetails({ customerId: 'acme', changes })
  const decision = decisions.ChangeCustomerDetails
  expect(decision.kind === 'decision' && decision.decide({ customer }, data, meta)).toEqual(right([]))
})
