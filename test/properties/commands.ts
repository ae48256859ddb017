import {
  addDays,
  type CommandType,
  commands,
  type KnownEvent,
  type Message,
  type Meta,
  policyTable,
  standardSettings,
} from '@clientele/domain'
import { fc } from '@fast-check/vitest'
import type * as t from 'io-ts'
import { dataOf, type Making, madeFor, type Pools } from './arbitraries.js'

type Any = fc.Arbitrary<unknown>

/** Every command type there is. */
export const commandTypes = Object.keys(commands) as readonly CommandType[]

/** A command with what comes with it; dates and assignments in it are still to be told, see `told`. */
export type Step = { readonly command: Message; readonly by: string; readonly daysLater: number }

/** `c1`, `c2`, … with the first few more often: those are there from the beginning. */
const numbered = (letter: string, count: number): Any =>
  fc.oneof(
    ...Array.from({ length: count }, (_, index) => ({
      weight: index < 2 ? 4 : 1,
      arbitrary: fc.constant(`${letter}${index + 1}`),
    })),
  )

/** Dates are told relative to the day of the command, from 20 days back to 40 ahead. */
const dates: Any = fc.oneof(
  { weight: 2, arbitrary: fc.constant('day+0') },
  { weight: 3, arbitrary: fc.integer({ min: -20, max: 40 }).map((days) => `day${days < 0 ? '' : '+'}${days}`) },
)

const names: Any = fc.constantFrom(
  'Aalto',
  'aalto ',
  'Berg',
  'Carlsson',
  'Dahl',
  'Ek',
  'Åberg',
  'Östman',
  'No group',
  '',
)

const catalogues = [
  'segment',
  'status',
  'attractionChannel',
  'customerKind',
  'invoiceType',
  'customerProperty',
  'trackingItem:region',
  'contactCategory',
] as const

const pools: Pools = {
  CustomerId: numbered('c', 6),
  PersonId: numbered('p', 4),
  EmployeeId: numbered('e', 5),
  GroupId: numbered('g', 5),
  SpecialGroupId: numbered('s', 3),
  ReportId: numbered('r', 3),
  RoleId: fc.constantFrom('responsibleManager', 'seller', 'manager'),
  ProjectId: numbered('j', 3),
  DocumentId: numbered('d', 8),
  SubjectId: fc.oneof(numbered('c', 6), numbered('j', 3)),
  AssignmentId: fc.nat(50).map((place) => `assignment ${place}`),
  ClassifierValue: numbered('v', 3),
  'ClassifierValue or number': fc.oneof(numbered('v', 3), fc.integer({ min: 1, max: 4 })),
  CatalogueName: fc.constantFrom(...catalogues, 'contactProperty'),
  ContactGroupId: numbered('k', 2),
  SeriesId: numbered('n', 2),
  TeamId: numbered('t', 2),
  TrackingDimension: fc.constantFrom('region', 'region', 'industry'),
  AccountId: numbered('a', 2),
  LegalEntityId: numbered('l', 2),
  MailboxId: numbered('m', 2),
  ProductId: numbered('x', 2),
  CalendarDate: dates,
  Integer: fc.integer({ min: 0, max: 30 }),
  Text: names,
}

/** How commands are made in histories. */
export const making: Making = { pools }

const settingValue: Any = fc.oneof(fc.constantFrom(1, 2, null), fc.integer({ min: 1, max: 4 }))

const policyChange: fc.Arbitrary<object> = fc
  .constantFrom(...(Object.keys(policyTable) as (keyof typeof policyTable)[]))
  .chain((key) =>
    fc.record({
      key: fc.constant(key),
      value: key === 'timeZone' ? fc.constantFrom('Europe/Helsinki', 'UTC') : madeFor(policyTable[key].codec, making),
    }),
  )

const special: { readonly [type: string]: fc.Arbitrary<object> } = {
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

// One command in three is about something that stands later in the list.
const subjectWeight = (place: number): number => (place === 0 ? 2 : 1)

const subjectsOf = (codecName: string): readonly string[] =>
  /^exactly one of (.*)$/.exec(codecName)?.[1]?.split(', ') ?? []

const withOneOf = (subjects: readonly string[], data: fc.Arbitrary<object>, fields: Making, codecs: Codecs) => {
  const chosen = fc.oneof(
    ...subjects.map((field, place) => ({
      weight: subjectWeight(place),
      arbitrary: madeFor(codecs[field] as t.Mixed, fields).map((value) => ({ [field]: value })),
    })),
  )
  const rest = data.map((all) => Object.fromEntries(Object.entries(all).filter(([field]) => !subjects.includes(field))))
  return fc.tuple(rest, chosen).map(([most, one]) => ({ ...most, ...one }))
}

type Codecs = { readonly [field: string]: t.Mixed }

/** Data that looks right for a command type, found by the fields it declares; ids come from small pools. */
export const dataFor = (type: CommandType, how: Making = making): fc.Arbitrary<object> => {
  const { fields, codec } = commands[type]
  const declared = special[type] ?? dataOf(fields, how)
  const replaced = Object.entries(fieldPools).filter(([name]) => name.startsWith(`${type}.`))
  const own = fc.record(Object.fromEntries(replaced.map(([name, pool]) => [name.slice(type.length + 1), pool])))
  const data = replaced.length === 0 ? declared : fc.tuple(declared, own).map(([a, b]) => ({ ...a, ...b }))
  const subjects = subjectsOf(codec.name)
  return subjects.length === 0 ? data : withOneOf(subjects, data, how, fields)
}

const rare: readonly CommandType[] = [
  'ChangePolicy',
  'InitialiseTenant',
  'ArchiveCustomer',
  'DeactivateEmployee',
  'CloseProject',
  'RetireRole',
  'RetireClassifierValue',
  'ConvertContactToPrivateCustomer',
  'DeleteCustomer',
  'MergeCustomers',
  'MergeContacts',
  'ErasePerson',
  'PlaceLegalHold',
]

const frequent: readonly CommandType[] = [
  'RegisterCustomer',
  'MoveCustomerToGroup',
  'AssignResponsible',
  'ToggleResponsible',
  'ChangeResponsibilityInterval',
  'AddResponsibleRole',
  'RemoveResponsibleRole',
  'RecordInvoice',
  'BackfillStartDate',
]

const weightOf = (type: CommandType): number => {
  if (rare.includes(type)) return 1
  return frequent.includes(type) ? 8 : 4
}

/** A command of a type. */
const commandOf = (type: CommandType, how?: Making): fc.Arbitrary<Message> =>
  dataFor(type, how).map((data) => ({ type, data }))

/** Any command of these types, the interesting ones more often. */
const anyCommand = (types: readonly CommandType[] = commandTypes, how?: Making): fc.Arbitrary<Message> =>
  fc.oneof(...types.map((type) => ({ weight: weightOf(type), arbitrary: commandOf(type, how) })))

const actors = fc.oneof({ weight: 4, arbitrary: fc.constant('host') }, { weight: 1, arbitrary: numbered('e', 5) })

/** What comes after the beginning; the day of a command is never before that of the one before it. */
export const histories = (
  types: readonly CommandType[] = commandTypes,
  { maxLength = 40, minLength = 0 }: { readonly maxLength?: number; readonly minLength?: number } = {},
  how?: Making,
): fc.Arbitrary<readonly Step[]> =>
  fc.array(
    fc.record({
      command: anyCommand(types, how),
      by: actors.map(String),
      daysLater: fc.oneof(
        { weight: 4, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 6 }) },
      ),
    }),
    { maxLength, minLength, size: 'max' },
  )

const step = (type: CommandType, data: object): Step => ({ command: { type, data }, by: 'host', daysLater: 0 })

/** What every history begins with, so that most of what follows has something to be about. */
export const beginning: readonly Step[] = [
  ...['e1', 'e2', 'e3', 'e4'].map((employeeId) =>
    step('RegisterEmployee', {
      employeeId,
      name: employeeId,
      salesperson: employeeId < 'e3',
      admin: employeeId === 'e1',
    }),
  ),
  step('CreateCustomerGroup', { groupId: 'g1', name: 'Bakeries' }),
  step('CreateCustomerGroup', { groupId: 'g2', name: 'Small bakeries', parentId: 'g1' }),
  step('CreateCustomerGroup', { groupId: 'g3', name: 'Cafés' }),
  step('SetGroupNumberingStart', { groupId: 'g1', start: 10 }),
  step('DefineNumberSeries', { seriesId: 'n1', start: 100 }),
  ...['s1', 's2'].map((specialGroupId) => step('CreateSpecialGroup', { specialGroupId, name: specialGroupId })),
  step('DefineRole', { roleId: 'responsibleManager', name: 'Manager', kind: 'customer', cardinality: 'single' }),
  step('DefineRole', { roleId: 'seller', name: 'Seller', kind: 'customer' }),
  step('DefineRole', { roleId: 'manager', name: 'Project manager', kind: 'project', required: true }),
  ...catalogues.flatMap((catalogue) => ['v1', 'v2'].map((value) => step('AddClassifierValue', { catalogue, value }))),
  step('AddContactProperty', { number: 1, name: 'No letters' }),
  step('AddContactGroup', { contactGroupId: 'k1', name: 'Bans' }),
  step('RegisterContact', { personId: 'p1', firstName: 'Pia', lastName: 'Ek', email: 'pia@acme.fi' }),
  step('RegisterContact', { personId: 'p2', lastName: 'Dahl', email: 'dahl@beta.fi' }),
  step('RegisterPrivateCustomer', { personId: 'p3', customerId: 'c4', lastName: 'Berg' }),
  step('RegisterCustomer', { customerId: 'c1', name: 'Acme Oy', groupId: 'g1' }),
  step('RegisterCustomer', { customerId: 'c2', name: 'Beta Oy', groupId: 'g3', ownerId: 'e2' }),
  step('RegisterCustomer', { customerId: 'c3', name: 'Gamma AB' }),
  step('LinkContactToCompany', { personId: 'p1', customerId: 'c1' }),
  step('GrantPortalAccess', { customerId: 'c1', personId: 'p1' }),
  step('GiveMarketingConsent', {
    customerId: 'c1',
    channel: 'email',
    evidence: { source: 'form', capturedAt: '2024-02-01T09:00:00Z' },
  }),
  step('SaveReport', { reportId: 'r1', name: 'Berg', scope: 'own', filters: { groupIds: ['g1'] } }),
  step('RegisterProject', { projectId: 'j1', customerId: 'c1', name: 'Oven' }),
  step('AssignResponsible', { customerId: 'c1', employeeId: 'e1' }),
  step('AssignResponsible', { customerId: 'c2', employeeId: 'e2', roleId: 'seller' }),
  step('AddProjectParticipant', { projectId: 'j1', personId: 'p1' }),
  step('EnableEmailLinking', { employeeId: 'e1', mailboxId: 'm1' }),
  step('WriteNote', { activityId: 'note1', links: { customerId: 'c1', personId: 'p2' }, text: 'Called' }),
  step('RegisterMeeting', { activityId: 'meeting1', personIds: ['p1'], ownerId: 'e1' }),
  step('RegisterTask', { activityId: 'task1', links: { projectId: 'j1' }, title: 'Offer' }),
  step('LinkFile', { activityId: 'file1', personIds: ['p1'], fileRef: 'f1' }),
]

const firstDay = '2024-03-01'

/** What comes with each command of a history; ids count, so that the same history makes the same events. */
export const metasOf = (history: readonly Step[], prefix = 'm'): readonly Meta[] => {
  let today = firstDay
  return history.map(({ by, daysLater }, index) => {
    today = addDays(today, daysLater)
    const host = by === 'host' ? true : undefined
    return { by, host, today, at: `${today}T09:00:00.000Z`, commandId: `${prefix}${index}` }
  })
}

const relative = /^day([+-]\d+)$/
const pickedAssignment = /^assignment (\d+)$/

const dated = (value: unknown, today: string): unknown => {
  if (Array.isArray(value)) return value.map((one) => dated(one, today))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, dated(one, today)]))
  const days = typeof value === 'string' ? relative.exec(value)?.[1] : undefined
  return days === undefined ? value : addDays(today, Number(days))
}

const subjectFields = (stream: string): object => {
  const id = stream.slice(stream.indexOf('-') + 1)
  return stream.startsWith('project-')
    ? { projectId: id, customerId: undefined }
    : { customerId: id, projectId: undefined }
}

const withAssignment = (data: object, log: readonly KnownEvent[]): object => {
  const asked = 'assignmentId' in data ? pickedAssignment.exec(String(data.assignmentId))?.[1] : undefined
  const made = asked === undefined ? [] : log.filter(({ type }) => type === 'ResponsibleAssigned')
  const picked = made.at(Number(asked) % Math.max(made.length, 1))
  if (picked?.type !== 'ResponsibleAssigned') return data
  return { ...data, ...subjectFields(picked.stream), assignmentId: picked.data.assignmentId }
}

/** The command of a step with its dates told as of `today` and its assignment picked from those in the log. */
export const told = ({ command }: Step, today: string, log: readonly KnownEvent[]): Message => ({
  type: command.type,
  data: withAssignment(dated(command.data, today) as object, log),
})
