import * as t from 'io-ts'
import { boolean, integer, listOf, oneOf, text } from '../../kernel/input/codec.js'
import { isTimeZone } from '../../kernel/values/instant.js'

type Policy<A> = { readonly codec: t.Type<A, unknown, unknown>; readonly standard: A }

const choice = <A extends string>(name: string, standard: A, ...others: readonly A[]): Policy<A> => ({
  codec: oneOf(name, [standard, ...others]),
  standard,
})

const flag = (standard: boolean): Policy<boolean> => ({ codec: boolean, standard })

const requirable = ['name', 'segment', 'status', 'attractionChannel', 'responsibleManager', 'group'] as const

const integerBetween = (name: string, least: number, most: number): t.Type<number, number, unknown> => {
  const is = (value: unknown): value is number => integer.is(value) && value >= least && value <= most
  const validate: t.Validate<unknown, number> = (value, context) =>
    is(value) ? t.success(value) : t.failure(value, context)
  return new t.Type(`${name} from ${least} to ${most}`, is, validate, t.identity)
}

const Depth = integerBetween('Depth', 1, 100)
const Years = integerBetween('Years', 0, 100)

const TimeZone = new t.Type<string, string, unknown>(
  'TimeZone',
  (value): value is string => typeof value === 'string' && isTimeZone(value),
  (value, context) => (typeof value === 'string' && isTimeZone(value) ? t.success(value) : t.failure(value, context)),
  t.identity,
)

/** Every policy with its values; the first value is the default. */
export const policyTable = {
  groupMembership: choice('groupMembership', 'single', 'multiple'),
  groupDeletion: choice('groupDeletion', 'moveToNoGroup', 'emptyOnly', 'archiveWhenInUse'),
  subgroupsOnDelete: choice('subgroupsOnDelete', 'reject', 'liftToParent', 'cascade'),
  predefinedGroups: { codec: listOf(text), standard: [] } satisfies Policy<readonly string[]>,
  groupHierarchy: choice('groupHierarchy', 'tree', 'flat'),
  maxGroupDepth: { codec: Depth, standard: 10 } satisfies Policy<number>,
  groupNameUniqueness: choice('groupNameUniqueness', 'global', 'perParent', 'none'),
  rolesEnabled: flag(true),
  requiredFields: { codec: listOf(oneOf('RequiredField', requirable)), standard: ['name'] } satisfies Policy<
    readonly (typeof requirable)[number][]
  >,
  consentModel: choice('consentModel', 'optOut', 'optIn', 'optInForNaturalPersons'),
  requireConsentEvidence: flag(true),
  consentLiftsBan: flag(false),
  banScope: choice('banScope', 'person', 'personAtCompany'),
  requireBanBinding: flag(false),
  startDateManual: choice('startDateManual', 'manualWins', 'autoOverwritesManual'),
  startDateLookBack: choice('startDateLookBack', 'firstEver', 'fromActivation'),
  startDateOnVoid: choice('startDateOnVoid', 'keep', 'recalculate'),
  startDateRule: choice('startDateRule', 'firstRecorded', 'earliestDated'),
  numberSeriesBy: choice('numberSeriesBy', 'group', 'kind'),
  numberReuse: choice('numberReuse', 'never'),
  numberOnGroupMove: choice('numberOnGroupMove', 'keep'),
  numberChangeWithDocuments: choice('numberChangeWithDocuments', 'reject', 'allow'),
  emptyVisibilityList: choice('emptyVisibilityList', 'everyone', 'nobody'),
  privateVisibility: choice('privateVisibility', 'ownerAndAdmins', 'ownerOnly'),
  archivedCustomerAssignments: choice('archivedCustomerAssignments', 'reject', 'allow'),
  redundantCommands: choice('redundantCommands', 'ignore', 'reject'),
  employeeDeactivation: choice('employeeDeactivation', 'endAll', 'requireSuccessor', 'keep'),
  mergedDuplicate: choice('mergedDuplicate', 'archive', 'delete'),
  mergePermissions: choice('mergePermissions', 'mostRestrictive', 'latestWins'),
  mergeStartDate: choice('mergeStartDate', 'survivorElseDuplicate', 'firstRecordedOfBoth'),
  mergeGroup: choice('mergeGroup', 'survivor'),
  contactLinks: choice('contactLinks', 'many', 'one'),
  includeSubgroups: flag(true),
  retentionYears: { codec: Years, standard: 6 } satisfies Policy<number>,
  emailRestrictionSpread: choice('emailRestrictionSpread', 'personOnly', 'wholeMessage'),
  timeZone: { codec: TimeZone, standard: 'Europe/Helsinki' } satisfies Policy<string>,
}

export type PolicyName = keyof typeof policyTable

/** The policies in force. */
export type Policies = { readonly [K in PolicyName]: t.TypeOf<(typeof policyTable)[K]['codec']> }

/** The default policies. */
export const standardPolicies = Object.fromEntries(
  Object.entries(policyTable).map(([name, { standard }]): [string, unknown] => [name, standard]),
) as Policies

export const isPolicyName = (name: string): name is PolicyName => Object.hasOwn(policyTable, name)

/** Numbered settings by their Lemonsoft names: 1 is on, 2 is off; or the number of a contact property, or unset. */
export const standardSettings = {
  STARTDATE_INVOICE: 1,
  STARTDATE_SALESORDER: 2,
  CONTACT_NUMBER: null,
  CONTACT_PURCHASE: null,
  CONTACT_SALES: null,
  NO_MARKETING: null,
  NO_SMS: null,
  NO_EMAIL: null,
} as const satisfies { readonly [key: string]: number | null }

export type SettingName = keyof typeof standardSettings

export const isSettingName = (name: string): name is SettingName => Object.hasOwn(standardSettings, name)
