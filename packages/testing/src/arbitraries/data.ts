import { type CommandType, commands, isPolicyName, policyTable, standardSettings } from '@clientele/domain'
import fc from 'fast-check'
import type * as t from 'io-ts'
import { dates, numbered, smallPools } from './pools.js'
import { recordFor, type ValueOptions, valueFor } from './values.js'

type Any = fc.Arbitrary<unknown>

const isCommandType = (name: string): name is CommandType => Object.hasOwn(commands, name)

/** Every type of command. */
export const commandTypes: readonly CommandType[] = Object.keys(commands).filter(isCommandType)

const settingValue: Any = fc.oneof(fc.constantFrom(1, 2, null), fc.integer({ min: 1, max: 4 }))

const policyChange: fc.Arbitrary<object> = fc
  .constantFrom(...Object.keys(policyTable).filter(isPolicyName))
  .chain((key) =>
    fc.record({
      key: fc.constant(key),
      value:
        key === 'timeZone' ? fc.constantFrom('Europe/Helsinki', 'UTC') : valueFor(policyTable[key].codec, smallPools),
    }),
  )

const dataByType: { readonly [type: string]: fc.Arbitrary<object> } = {
  ChangePolicy: policyChange,
  ChangeSetting: fc.record({ key: fc.constantFrom(...Object.keys(standardSettings)), value: settingValue }),
}

const addresses: Any = fc.constantFrom('pia@acme.fi', 'Pia@Acme.fi', 'dahl@beta.fi', 'nobody@gamma.fi')

const activityIds = (kind: string, ...types: readonly CommandType[]): { readonly [typeAndField: string]: Any } =>
  Object.fromEntries(types.map((type) => [`${type}.activityId`, numbered(kind, 4)]))

const fieldPools: { readonly [typeAndField: string]: Any } = {
  'SaveListPreferences.shownColumns': fc.subarray(['name', 'number', 'group', 'shoeSize']),
  'SaveListPreferences.shownFilters': fc.subarray(['search', 'group', 'archived']),
  'SaveReport.columns': fc.oneof(fc.constant(null), fc.subarray(['name', 'number', 'shoeSize'])),
  'SetCustomerStartDate.date': dates,
  'SetGroupLedgerAccount.account': fc.constantFrom('3000', '3010', 'no account', null),
  'DefineNumberSeries.kind': fc.constantFrom('v1', 'v2', null),
  'SetMarketingBan.customerId': fc.constantFrom(null, null, 'c1'),
  'LiftMarketingBan.customerId': fc.constantFrom(null, null, 'c1'),
  'AddContactProperty.number': fc.integer({ min: 1, max: 4 }),
  'AssignContactProperty.propertyNo': fc.integer({ min: 1, max: 3 }),
  'RemoveContactProperty.propertyNo': fc.integer({ min: 1, max: 3 }),
  'AssignContactProperty.customerId': fc.constantFrom(null, null, 'c1'),
  'RemoveContactProperty.customerId': fc.constantFrom(null, null, 'c1'),
  'AttachPropertyToContactGroup.number': fc.integer({ min: 1, max: 4 }),
  ...activityIds('note', 'WriteNote', 'EditNote', 'DeleteNote'),
  ...activityIds('meeting', 'RegisterMeeting', 'ChangeOwnerOfMeeting'),
  'ChangeMeetingOwner.activityIds': fc.array(numbered('meeting', 4), { maxLength: 3 }),
  ...activityIds('task', 'RegisterTask', 'ChangeTaskStatus'),
  ...activityIds('file', 'LinkFile', 'UnlinkFile'),
  ...activityIds('email', 'RegisterEmail'),
  'RegisterEmail.from': addresses,
  'RegisterEmail.to': fc.oneof(addresses, fc.array(addresses, { maxLength: 3 })),
}

// The first subject is twice as frequent as each of the others.
const subjectWeight = (place: number): number => (place === 0 ? 2 : 1)

const subjectsOf = (codecName: string): readonly string[] =>
  /^exactly one of (.*)$/.exec(codecName)?.[1]?.split(', ') ?? []

const withOneOf = (subjects: readonly string[], data: fc.Arbitrary<object>, fields: ValueOptions, codecs: Codecs) => {
  const chosen = fc.oneof(
    ...subjects.flatMap((field, place) => {
      const codec = codecs[field]
      if (codec === undefined) return []
      return { weight: subjectWeight(place), arbitrary: valueFor(codec, fields).map((value) => ({ [field]: value })) }
    }),
  )
  const rest = data.map((all) => Object.fromEntries(Object.entries(all).filter(([field]) => !subjects.includes(field))))
  return fc.tuple(rest, chosen).map(([most, one]) => ({ ...most, ...one }))
}

type Codecs = { readonly [field: string]: t.Mixed }

/** Generates plausible data for a command type from its declared fields. Dates may be relative: see `Step`. */
export const dataFor = (type: CommandType, options: ValueOptions = smallPools): fc.Arbitrary<object> => {
  const { fields, codec } = commands[type]
  const declared = dataByType[type] ?? recordFor(fields, options)
  const replaced = Object.entries(fieldPools).filter(([name]) => name.startsWith(`${type}.`))
  const own = fc.record(Object.fromEntries(replaced.map(([name, pool]) => [name.slice(type.length + 1), pool])))
  const data = replaced.length === 0 ? declared : fc.tuple(declared, own).map(([a, b]) => ({ ...a, ...b }))
  const subjects = subjectsOf(codec.name)
  return subjects.length === 0 ? data : withOneOf(subjects, data, options, fields)
}
