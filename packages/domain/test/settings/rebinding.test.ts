import { describe, test } from 'vitest'
import { acme, given, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'

const property = (number: number): NamedCommand => ['AddContactProperty', { number, name: `No ${number}` }]
const assigned = (propertyNo: number, data: object = {}): NamedCommand => [
  'AssignContactProperty',
  { personId: 'pekka', propertyNo, ...data },
]
const bind = (value: number | null, data: object = {}): NamedCommand => [
  'ChangeSetting',
  { key: 'NO_EMAIL', value, ...data },
]
const bound = [pekka, property(5), property(6), assigned(5), bind(5)] as const

describe('binding another property to a ban', () => {
  test('is refused if it would lift the ban of a person, and names the person', () => {
    for (const value of [6, null])
      given(...bound)
        .when(...bind(value))
        .isRefused('RebindingLiftsBans', { key: 'NO_EMAIL', number: 5, personIds: ['pekka'] })
  })
  test('lifts bans if the command says so', () => {
    given(...bound)
      .when(...bind(6, { liftsBans: true }))
      .happens(['SettingChanged', { key: 'NO_EMAIL', from: 5, to: 6 }])
  })
  test('is accepted if every person stays banned by something else', () => {
    const rebound = (...before: readonly NamedCommand[]) => given(...bound, ...before).when(...bind(6))
    rebound(assigned(6)).happens(['SettingChanged', { to: 6, key: 'NO_EMAIL', from: 5 }])
    rebound(['RemoveContactProperty', { personId: 'pekka', propertyNo: 5 }]).happens([
      'SettingChanged',
      { to: 6, key: 'NO_EMAIL', from: 5 },
    ])
    given(
      pekka,
      property(5),
      property(6),
      assigned(5),
      ['SetMarketingBan', { personId: 'pekka', channel: 'email' }],
      bind(5),
    )
      .when(...bind(6))
      .happens(['SettingChanged', { to: 6, key: 'NO_EMAIL', from: 5 }])
  })
  test('considers where a ban counts by banScope', () => {
    const atAcme = [acme, pekka, pekkaAtAcme, property(5), property(6)] as const
    const assignments = [assigned(5), assigned(6, { customerId: 'acme' }), bind(5)] as const
    given(...atAcme, ...assignments)
      .when(...bind(6))
      .happens(['SettingChanged', { to: 6, key: 'NO_EMAIL', from: 5 }])
    given(...atAcme, policy('banScope', 'personAtCompany'), ...assignments)
      .when(...bind(6))
      .isRefused('RebindingLiftsBans', { personIds: ['pekka'] })
  })
  test('ignores erased persons', () => {
    given(...bound, ['ErasePerson', { personId: 'pekka' }])
      .when(...bind(6))
      .happens(['SettingChanged', { to: 6, key: 'NO_EMAIL', from: 5 }])
  })
})

describe('one property number', () => {
  test('has one meaning, whichever was set first', () => {
    const document: NamedCommand = ['ChangeSetting', { key: 'CONTACT_NUMBER', value: 5 }]
    given(property(5), document)
      .when(...bind(5))
      .isRefused('PropertyAlreadyBound', { setting: 'CONTACT_NUMBER', number: 5 })
    given(property(5), bind(5))
      .when(...document)
      .isRefused('PropertyAlreadyBound', { setting: 'NO_EMAIL', number: 5 })
    given(property(5), bind(5))
      .when('ChangeSetting', { key: 'NO_SMS', value: 5 })
      .isRefused('PropertyAlreadyBound', { setting: 'NO_EMAIL', number: 5 })
  })
  test('may stand for several kinds of documents', () => {
    given(property(5), ['ChangeSetting', { key: 'CONTACT_NUMBER', value: 5 }])
      .when('ChangeSetting', { key: 'CONTACT_SALES', value: 5 })
      .happens(['SettingChanged', { key: 'CONTACT_SALES', to: 5, from: null }])
  })
})
