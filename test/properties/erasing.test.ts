import type { CommandType, KnownEvent } from '@clientele/domain'
import { locales } from '@clientele/projections'
import {
  executeHistory,
  invariants,
  type Step,
  shownOf,
  smallPools,
  steps,
  type ValueOptions,
} from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { runs } from './runs.js'

const secret = 'SECRET-7f3a'

/** All personal texts contain the secret. */
const secretly: ValueOptions = { pools: smallPools.pools, personalText: fc.constantFrom(secret, `x ${secret}`) }

// Texts about companies and employees are not secret: they are never erased.
const aboutPersons = [
  'RegisterContact',
  'ChangeContactDetails',
  'RegisterPrivateCustomer',
  'ConvertContactToPrivateCustomer',
  'SetMarketingBan',
  'LiftMarketingBan',
  'GiveMarketingConsent',
  'WithdrawMarketingConsent',
  'PlaceLegalHold',
] as const

const around = [
  'LinkContactToCompany',
  'UnlinkContactFromCompany',
  'GrantPortalAccess',
  'AddProjectParticipant',
  'RemoveProjectParticipant',
  'MergeContacts',
  'MergeCustomers',
  'RecordInvoice',
  'AssignContactProperty',
  'MoveCustomerToGroup',
  'AssignResponsible',
] as const

// A company's consent belongs to no person: its evidence stays.
const isOfPerson = ({ command }: Step): boolean => {
  const { customerId, personId } = command.data as { readonly customerId?: string; readonly personId?: string }
  return personId !== undefined || customerId === 'c4'
}

const histories = fc
  .tuple(steps(aboutPersons, { minLength: 5, maxLength: 30 }, secretly), steps(around, { maxLength: 20 }))
  .map(([one, other]) => one.filter(isOfPerson).flatMap((step, index) => [step, ...other.slice(index, index + 1)]))

const personsIn = (log: readonly KnownEvent[]): readonly string[] =>
  log.flatMap(({ type, stream }) => (type === 'ContactRegistered' ? [stream.slice('person-'.length)] : []))

const muchLater = '2150-01-01'

const erased = (history: readonly Step[]): readonly KnownEvent[] => {
  const executed = executeHistory(history)
  const merged = executed.log.flatMap(({ type, stream }) => (type === 'ContactMergedInto' ? [stream] : []))
  // A merged record is erased with its survivor.
  for (const personId of personsIn(executed.log).filter((id) => !merged.includes(`person-${id}`))) {
    const meta = {
      by: 'host',
      host: true as const,
      at: `${muchLater}T09:00:00.000Z`,
      today: muchLater,
      commandId: `erase ${personId}`,
    }
    const { refusals } = executed.execute({ type: 'ErasePerson', data: { personId } }, meta)
    expect(refusals.map(({ error }) => error)).toEqual([])
  }
  return executed.log
}

describe('INV-21 after erasure', () => {
  test.prop([histories, fc.constantFrom(...locales)], runs(100))(
    'no view, history row or table has a name or contact point of the person',
    (history, locale) => {
      expect(JSON.stringify(shownOf(erased(history), locale)).includes(secret)).toBe(false)
    },
  )

  test.prop([histories], runs(12))('the invariant on the log alone agrees', (history) => {
    expect(invariants.ErasedPersonsAreForgotten.violationsOf(erased(history))).toEqual([])
  })

  test('a name that equals a word of ours is still shown', () => {
    const log = erased([
      {
        command: { type: 'RegisterContact', data: { personId: 'p4', lastName: 'No group' } },
        by: 'host',
        daysLater: 0,
      },
    ])
    expect(JSON.stringify(shownOf(log, 'en'))).toContain('No group')
    expect(invariants.ErasedPersonsAreForgotten(log)).toBe(true)
  })

  test('before erasure they do', () => {
    const step = (type: CommandType, data: object): Step => ({ command: { type, data }, by: 'host', daysLater: 0 })
    const { log } = executeHistory([
      step('RegisterContact', { personId: 'p4', lastName: secret }),
      step('LinkContactToCompany', { personId: 'p4', customerId: 'c1' }),
    ])
    expect(JSON.stringify(shownOf(log, 'en')).split(secret).length).toBeGreaterThan(5)
  })
})
