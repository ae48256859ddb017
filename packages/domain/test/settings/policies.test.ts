import { initialSettings, standardPolicies } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import { given, givenLog, type NamedCommand, policy } from '../given.js'

const choices: { readonly [key: string]: readonly string[] } = {
  groupMembership: ['single', 'multiple'],
  groupDeletion: ['moveToNoGroup', 'emptyOnly', 'archiveWhenInUse'],
  subgroupsOnDelete: ['reject', 'liftToParent', 'cascade'],
  groupHierarchy: ['tree', 'flat'],
  groupNameUniqueness: ['global', 'perParent', 'none'],
  consentModel: ['optOut', 'optIn', 'optInForNaturalPersons'],
  banScope: ['person', 'personAtCompany'],
  startDateManual: ['manualWins', 'autoOverwritesManual'],
  startDateLookBack: ['firstEver', 'fromActivation'],
  startDateOnVoid: ['keep', 'recalculate'],
  startDateRule: ['firstRecorded', 'earliestDated'],
  numberSeriesBy: ['group', 'kind'],
  numberReuse: ['never'],
  numberOnGroupMove: ['keep'],
  numberChangeWithDocuments: ['reject', 'allow'],
  emptyVisibilityList: ['everyone', 'nobody'],
  privateVisibility: ['ownerAndAdmins', 'ownerOnly'],
  archivedCustomerAssignments: ['reject', 'allow'],
  redundantCommands: ['ignore', 'reject'],
  employeeDeactivation: ['endAll', 'requireSuccessor', 'keep'],
  mergedDuplicate: ['archive', 'delete'],
  mergePermissions: ['mostRestrictive', 'latestWins'],
  mergeStartDate: ['survivorElseDuplicate', 'firstRecordedOfBoth'],
  mergeGroup: ['survivor'],
  contactLinks: ['many', 'one'],
  emailRestrictionSpread: ['personOnly', 'wholeMessage'],
}

const flags: { readonly [key: string]: boolean } = {
  rolesEnabled: true,
  requireConsentEvidence: true,
  consentLiftsBan: false,
  requireBanBinding: false,
  includeSubgroups: true,
}

const others: { readonly [key: string]: unknown } = {
  predefinedGroups: [],
  maxGroupDepth: 10,
  requiredFields: ['name'],
  retentionYears: 6,
  timeZone: 'Europe/Helsinki',
}

describe('a policy', () => {
  test('defaults to the first of its values', () => {
    const first = Object.fromEntries(Object.entries(choices).map(([key, values]) => [key, values[0]]))
    expect(standardPolicies).toEqual({ ...first, ...flags, ...others })
  })
  test.each(Object.entries(choices))('accepts its values and no others: %s', (key, values) => {
    const [standard, ...more] = values
    given()
      .when(...policy(key, standard))
      .changesNothing()
    for (const value of more)
      given()
        .when(...policy(key, value))
        .happens(['PolicyChanged', { key, from: standard, to: value }])
    given()
      .when(...policy(key, 'other'))
      .isRefused('InvalidSettingValue', { key, allowed: [], expected: values.join(', ') })
  })
  test.each(Object.entries(flags))('is on or off, and accepts nothing else: %s', (key, standard) => {
    given()
      .when(...policy(key, !standard))
      .happens(['PolicyChanged', { key, from: standard, to: !standard }])
    given()
      .when(...policy(key, 'true'))
      .isRefused('InvalidSettingValue', { key, expected: 'boolean' })
  })
  test.each([
    ['maxGroupDepth', [1, 100], [0, 101, 1.5, '3'], 'Depth from 1 to 100'],
    ['retentionYears', [0, 100], [-1, 101, null], 'Years from 0 to 100'],
    ['timeZone', ['UTC', 'America/New_York'], ['Europe/Nowhere', 3], 'TimeZone'],
    ['predefinedGroups', [['a'], ['a', 'b']], ['a', [1]], 'Text[]'],
    [
      'requiredFields',
      [['segment', 'status', 'attractionChannel', 'responsibleManager', 'group']],
      [['city'], 'name'],
      'RequiredField[]',
    ],
  ] as const)('must be within its bounds: %s', (key, good, bad, expected) => {
    for (const value of good)
      given()
        .when(...policy(key, value))
        .happens(['PolicyChanged', { key, from: others[key], to: value }])
    for (const value of bad)
      given()
        .when(...policy(key, value))
        .isRefused('InvalidSettingValue', { key, expected })
  })
  test('of a newer program is skipped, and so is an unknown value', () => {
    const changed = (key: string, to: unknown) => ['settings', 'PolicyChanged', { key, from: null, to }] as const
    givenLog(changed('moonPhase', 'full'), changed('groupMembership', 'three'))
      .when(...policy('groupMembership', 'single'))
      .changesNothing()
  })
})

describe('a setting', () => {
  const property: NamedCommand = ['AddContactProperty', { number: 7, name: 'N' }]
  test('has its documented default', () => {
    expect(initialSettings.numbers).toEqual({
      STARTDATE_INVOICE: 1,
      STARTDATE_SALESORDER: 2,
      CONTACT_NUMBER: null,
      CONTACT_PURCHASE: null,
      CONTACT_SALES: null,
      NO_MARKETING: null,
      NO_SMS: null,
      NO_EMAIL: null,
    })
  })
  test.each(['CONTACT_NUMBER', 'CONTACT_PURCHASE', 'CONTACT_SALES', 'NO_MARKETING', 'NO_SMS', 'NO_EMAIL'])(
    'can name a contact property: %s',
    (key) => {
      given(property)
        .when('ChangeSetting', { key, value: 7 })
        .happens(['SettingChanged', { key, from: null, to: 7 }])
    },
  )
  test.each([
    ['NO_MARKETING', 'letter'],
    ['NO_SMS', 'sms'],
    ['NO_EMAIL', 'email'],
  ])('can make a property a ban of its channel: %s', (key, channel) => {
    given(property, ['ChangeSetting', { key, value: 7 }], ['RegisterContact', { personId: 'pekka', lastName: 'V' }])
      .when('AssignContactProperty', { personId: 'pekka', propertyNo: 7 })
      .happens([
        'MarketingBanSet',
        { channel, customerId: null, date: '2024-03-15', source: 'contactProperty', reason: null },
      ])
  })
  test.each(['STARTDATE_INVOICE', 'STARTDATE_SALESORDER'])('is on or off: %s', (key) => {
    for (const value of [0, 3, null, '1', true])
      given()
        .when('ChangeSetting', { key, value })
        .isRefused('InvalidSettingValue', { key, allowed: [1, 2], expected: '1 (on) or 2 (off)' })
    for (const value of [1, 2])
      given(['ChangeSetting', { key, value: 3 - value }])
        .when('ChangeSetting', { key, value })
        .happens(['SettingChanged', { key, from: 3 - value, to: value }])
  })
  test('of a newer program is skipped', () => {
    givenLog(['settings', 'SettingChanged', { key: 'MOON', from: null, to: 1 }])
      .when('ChangeSetting', { key: 'MOON', value: 1 })
      .isRefused('UnknownSetting', { key: 'MOON' })
  })
})
