import { idOfStream } from '../../kernel/aggregate.js'
import {
  accept,
  type Meta,
  newId,
  nothing,
  type Outcome,
  reading,
  steppedDecision,
  when,
  whenFound,
  write,
} from '../../kernel/decision.js'
import type { Decisions } from '../../kernel/decision-table.js'
import { sameName } from '../../kernel/input/codec.js'
import type { DataOf, Message } from '../../kernel/message.js'
import { UnknownProperty } from '../../model/classifiers/rejections.js'
import { type Classifiers, classifiersStream } from '../../model/classifiers/state.js'
import { CustomerGroupCreated } from '../../model/customer-groups/events.js'
import { type CustomerGroups, customerGroupsStream } from '../../model/customer-groups/state.js'
import { personStream } from '../../model/person/state.js'
import { RoleDefined } from '../../model/roles/events.js'
import { type Roles, rolesStream } from '../../model/roles/state.js'
import { ChangePolicy, ChangeSetting, InitialiseTenant, type settingsCommands } from '../../model/settings/commands.js'
import { PolicyChanged, SettingChanged } from '../../model/settings/events.js'
import {
  isPolicyName,
  isSettingName,
  type PolicyName,
  policyTable,
  type SettingName,
  standardSettings,
} from '../../model/settings/policies.js'
import { type Preset, presets } from '../../model/settings/presets.js'
import {
  AlreadyInitialised,
  InvalidSettingValue,
  PolicyConflictsWithState,
  PropertyAlreadyBound,
  RebindingLiftsBans,
  UnknownSetting,
} from '../../model/settings/rejections.js'
import { type Settings, settingsStream } from '../../model/settings/state.js'
import { guardedReads, type PolicyChange, unlessFitting } from './guards.js'
import { channelOf, holdersBefore, unlessBansStay } from './rebinding.js'

const onOffSettings: readonly string[] = ['STARTDATE_INVOICE', 'STARTDATE_SALESORDER']
const propertyKeys = Object.keys(standardSettings)
  .filter(isSettingName)
  .filter((key) => !onOffSettings.includes(key))

const unlessSwitch = (key: SettingName, value: unknown): Outcome | null =>
  when(
    onOffSettings.includes(key) && value !== 1 && value !== 2,
    InvalidSettingValue({ key, allowed: [1, 2], expected: '1 (on) or 2 (off)' }),
  )

const unlessNumber = (key: SettingName, value: unknown): Outcome | null =>
  when(
    !onOffSettings.includes(key) && value !== null && !Number.isSafeInteger(value),
    InvalidSettingValue({ key, allowed: [], expected: 'the number of a contact property, or nothing' }),
  )

/**
 * Returns the setting that gives a property another meaning: a property bound to a ban or to documents may have no
 * second meaning.
 */
const otherMeaning = ({ numbers }: Settings, key: SettingName, value: number): SettingName | undefined =>
  propertyKeys.find(
    (other) => other !== key && numbers[other] === value && (channelOf(key) !== null || channelOf(other) !== null),
  )

/** Refuses unless the contact property of a setting exists and has no other meaning. */
const unlessProperty = (
  { properties }: Classifiers,
  settings: Settings,
  key: SettingName,
  value: number | null,
): Outcome | null => {
  if (value === null || onOffSettings.includes(key)) return null
  const other = otherMeaning(settings, key, value)
  return (
    when(!properties.has(value), UnknownProperty({ number: value })) ??
    whenFound(other, (setting) => PropertyAlreadyBound({ setting, number: value }))
  )
}

const changeSetting = steppedDecision({
  command: ChangeSetting,
  appends: [SettingChanged],
  rejects: [UnknownSetting, InvalidSettingValue, UnknownProperty, PropertyAlreadyBound, RebindingLiftsBans],
  reads: reading((_data: DataOf<typeof ChangeSetting>) => ({
    settings: settingsStream,
    classifiers: classifiersStream,
  }))
    .also((data, _meta, { settings }) => ({ holders: holdersBefore(settings, data) }))
    .also((_data, _meta, { holders }) => ({ persons: holders.map((stream) => personStream(idOfStream(stream))) })),
  decide: ({ settings, classifiers, persons }, { key, value, liftsBans }, { today }) => {
    if (!isSettingName(key)) return UnknownSetting({ key })
    const refusal = unlessSwitch(key, value) ?? unlessNumber(key, value)
    if (refusal !== null) return refusal
    const to = value as number | null
    return (
      unlessProperty(classifiers, settings, key, to) ??
      when(settings.numbers[key] === to, nothing) ??
      unlessBansStay(settings, persons, { key, to, liftsBans, today }) ??
      accept(write(settingsStream, SettingChanged({ key, from: settings.numbers[key], to })))
    )
  },
})

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const changeIn = ({ key, value }: DataOf<typeof ChangePolicy>): PolicyChange =>
  isPolicyName(key) && policyTable[key].codec.is(value) ? { [key]: value } : {}

/** Changes a policy; refuses if that contradicts the state, and names the customers concerned. */
const changePolicy = steppedDecision({
  command: ChangePolicy,
  appends: [PolicyChanged],
  rejects: [UnknownSetting, InvalidSettingValue, PolicyConflictsWithState],
  reads: guardedReads(changeIn),
  decide: (states, data, { today }) => {
    const { settings } = states
    const { key, value } = data
    if (!isPolicyName(key)) return UnknownSetting({ key })
    const decoded = policyTable[key].codec.decode(value)
    const from = settings.policies[key]
    return (
      when(decoded._tag === 'Left', InvalidSettingValue({ key, allowed: [], expected: expectedOf(key) })) ??
      when(same(from, value), nothing) ??
      unlessFitting(states, changeIn(data), today) ??
      accept(write(settingsStream, PolicyChanged({ key, from, to: value })))
    )
  },
})

const expectedOf = (key: PolicyName): string => {
  const { codec } = policyTable[key]
  return 'values' in codec && Array.isArray(codec.values) ? codec.values.join(', ') : codec.name
}

const presetChanges = ({ policies, numbers }: Settings, preset: Preset): readonly Message[] => [
  ...Object.entries(preset.policies)
    .filter(([key, to]) => isPolicyName(key) && !same(policies[key], to))
    .map(([key, to]) => PolicyChanged({ key, from: isPolicyName(key) ? policies[key] : null, to })),
  ...Object.entries(preset.numbers)
    .filter(([key, to]) => isSettingName(key) && numbers[key] !== to)
    .map(([key, to]) => SettingChanged({ key, from: isSettingName(key) ? numbers[key] : null, to })),
]

/** Creates the predefined groups. The name is the id, unless another group has that id. */
const predefinedGroups = ({ byId }: CustomerGroups, names: readonly string[], meta: Meta): readonly Message[] =>
  names
    .filter((name) => ![...byId.values()].some((group) => sameName(group.name, name)))
    .map((name, index) => ({ name, groupId: byId.has(name) ? newId(meta, index + 1) : name }))
    .map(({ name, groupId }) => CustomerGroupCreated({ groupId, name, parentId: null, predefined: true }))

const isInitialised = (groups: CustomerGroups, changes: readonly Message[]): boolean =>
  groups.predefined || (groups.byId.size > 0 && changes.length === 0)

const rolesOf = ({ byId }: Roles, { roles = [] }: Preset): readonly Message[] =>
  roles.filter(({ roleId }) => !byId.has(roleId)).map(RoleDefined)

/** Initialises a tenant, once: policies, settings, predefined groups and roles of a preset. */
const initialiseTenant = steppedDecision({
  command: InitialiseTenant,
  appends: [PolicyChanged, SettingChanged, RoleDefined, CustomerGroupCreated],
  rejects: [AlreadyInitialised, PolicyConflictsWithState],
  reads: guardedReads(({ preset }: DataOf<typeof InitialiseTenant>) => presets[preset].policies).also(() => ({
    roles: rolesStream,
  })),
  decide: (states, { preset: name }, meta) => {
    const { settings, groups, roles } = states
    const preset = presets[name]
    const changes = presetChanges(settings, preset)
    const defined = rolesOf(roles, preset)
    const created = predefinedGroups(groups, preset.policies.predefinedGroups ?? [], meta)
    return (
      when(isInitialised(groups, [...created, ...changes, ...defined]), AlreadyInitialised({})) ??
      unlessFitting(states, preset.policies, meta.today) ??
      accept(write(customerGroupsStream, ...created), write(rolesStream, ...defined), write(settingsStream, ...changes))
    )
  },
})

export const settingsDecisions = {
  ChangeSetting: changeSetting,
  ChangePolicy: changePolicy,
  InitialiseTenant: initialiseTenant,
} satisfies Decisions<typeof settingsCommands>
