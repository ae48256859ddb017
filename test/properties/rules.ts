import {
  addDays,
  areNeverShared,
  bansAlwaysWin,
  beginBeforeTheyEnd,
  type CommandType,
  type Customer,
  type CustomerGroups,
  type CustomerNumbers,
  commands,
  covers,
  customerGroupsAggregate,
  customerNumbersAggregate,
  customerStream,
  hasAtMostOneGroup,
  haveDistinctNames,
  idOfStream,
  initialSettings,
  isForest,
  isInvoicedOnlyAsCustomer,
  isOn,
  isSmallestFree,
  type KnownEvent,
  mayHappenWhileArchived,
  movesFromWhereItIs,
  neverOverlap,
  othersStayAsTheyWere,
  type Person,
  partsMakeTheWhole,
  projectStream,
  type Settings,
  settingsAggregate,
  sourceFor,
} from '@clientele/domain'
import { cellOf, createProjections, type Projections } from '@clientele/projections'
import type { Chapter, Story } from './story.js'
import { brokenAt, momentsOfAll } from './walk.js'

/** What is always true of a story; `broken` tells every place where it is not. */
export type Rule = {
  readonly title: string
  broken(story: Story): readonly string[]
  /** The commands it is most about; half of its histories have no others. */
  readonly about: readonly CommandType[]
  /** Commands that change the rule itself and are left out of its histories. */
  readonly without?: (command: { readonly type: string; readonly data: unknown }) => boolean
}

const groups: readonly CommandType[] = [
  'CreateCustomerGroup',
  'RenameCustomerGroup',
  'MoveCustomerGroup',
  'DeleteCustomerGroup',
  'ArchiveCustomerGroup',
  'RestoreCustomerGroup',
  'ChangePolicy',
  'InitialiseTenant',
]

const inGroups: readonly CommandType[] = [
  ...groups,
  'RegisterCustomer',
  'MoveCustomerToGroup',
  'MoveCustomersToGroup',
  'AddCustomerToGroup',
  'RemoveCustomerFromGroup',
  'SetCustomerGroups',
]

const numbering: readonly CommandType[] = [
  'RegisterCustomer',
  'RegisterPrivateCustomer',
  'ChangeCustomerNumber',
  'ReserveCustomerNumber',
  'ReleaseCustomerNumber',
  'DefineNumberSeries',
  'SetGroupNumberingStart',
  'MoveCustomerGroup',
  'RecordInvoice',
]

const responsible: readonly CommandType[] = [
  'AssignResponsible',
  'ToggleResponsible',
  'RemoveResponsible',
  'EndResponsibility',
  'ChangeResponsibilityInterval',
  'AddResponsibleRole',
  'RemoveResponsibleRole',
  'ReassignRole',
  'ReassignResponsibilities',
  'DeactivateEmployee',
  'ReactivateEmployee',
]

const documented: readonly CommandType[] = [
  'RecordInvoice',
  'RecordSalesOrder',
  'VoidDocument',
  'SetCustomerStartDate',
  'ClearCustomerStartDate',
  'BackfillStartDate',
  'ChangeSetting',
  'ConvertContactToPrivateCustomer',
]

const contacting: readonly CommandType[] = [
  'SetMarketingBan',
  'LiftMarketingBan',
  'GiveMarketingConsent',
  'WithdrawMarketingConsent',
  'LinkContactToCompany',
  'UnlinkContactFromCompany',
  'ConvertContactToPrivateCustomer',
  'ChangePolicy',
]

const archiving: readonly CommandType[] = [
  ...responsible,
  ...documented,
  'ArchiveCustomer',
  'RestoreCustomer',
  'MoveCustomerToGroup',
  'SetCustomerGroups',
  'DeleteCustomerGroup',
  'AddCustomerToSpecialGroup',
  'DeleteSpecialGroup',
  'ChangeCustomerDetails',
  'GiveMarketingConsent',
  'ChangeCustomerOwner',
  'MarkCustomerPrivate',
]

const touchingCustomers: readonly CommandType[] = [...inGroups, ...contacting, ...archiving]

const projected = (log: readonly KnownEvent[]): Projections => {
  const projections = createProjections()
  projections.applyAll(log)
  return projections
}

const eventsOf = ({ log }: Story, { before, after }: Chapter): readonly KnownEvent[] => log.slice(before, after)

const written = ({ command, meta }: Chapter, found: unknown): string =>
  `${meta.commandId} on ${meta.today}: ${JSON.stringify(command)}: ${JSON.stringify(found)}`

const chaptersOf = ({ chapters }: Story, types: readonly string[]): readonly Chapter[] =>
  chapters.filter(({ command }) => types.includes(command.type))

/** Chapters of some command types in which an event of another stream than they should touch was appended. */
const touching = (story: Story, types: readonly string[], isForbidden: (stream: string) => boolean) =>
  chaptersOf(story, types).flatMap((chapter) =>
    eventsOf(story, chapter)
      .filter(({ stream }) => isForbidden(stream))
      .map(({ stream }) => written(chapter, stream)),
  )

const isPolicy =
  (...keys: readonly string[]) =>
  ({ type, data }: { readonly type: string; readonly data: unknown }): boolean =>
    type === 'InitialiseTenant' ||
    (type === 'ChangePolicy' && typeof data === 'object' && data !== null && keys.includes(Reflect.get(data, 'key')))

const registeredIn = (log: readonly KnownEvent[]): readonly string[] =>
  log.filter(({ type }) => type === 'CustomerRegistered').map(({ stream }) => idOfStream(stream))

const oneGroup: Rule = {
  title: 'INV-01 a customer has at most one customer group, and moves from the one it was in',
  about: inGroups,
  broken: ({ log }) =>
    brokenAt(log, 'customer', ({ event, before, after, settings }) => {
      const moved = event.type === 'CustomerMovedToGroup' ? movesFromWhereItIs(before, event.data.from) : true
      return moved && hasAtMostOneGroup(after, settings.policies)
    }),
}

const partition: Rule = {
  title: 'INV-02 the groups and "No group" share out the customers, each counted once',
  about: inGroups,
  without: isPolicy('groupMembership'),
  broken: ({ log }) => {
    const { views } = projected(log)
    const counted = views.groupTree({}).reduce((sum, { ownCount }) => sum + ownCount, 0)
    const there = registeredIn(log).length
    return counted === there ? [] : [`${counted} counted, ${there} registered`]
  },
}

const forest: Rule = {
  title: 'INV-04 the groups are a forest: no group is its own ancestor',
  about: groups,
  broken: ({ log }) => brokenAt(log, 'customerGroups', ({ after }) => isForest(after)),
}

const distinctNames: Rule = {
  title: 'INV-05 customer groups have distinct names, and renaming one changes no membership',
  about: groups,
  without: isPolicy('groupNameUniqueness'),
  broken: (story) => [
    ...brokenAt(story.log, 'customerGroups', ({ after, settings }) => haveDistinctNames(after, settings.policies)),
    ...touching(story, ['RenameCustomerGroup'], (stream) => stream !== 'customerGroups'),
  ],
}

const numbersGiven = (log: readonly KnownEvent[]) =>
  log.flatMap(({ stream, type, data }) => {
    const customerId = idOfStream(stream)
    if (type === 'CustomerNumberAssigned') return [{ customerId, number: data.number }]
    return type === 'CustomerNumberChanged' ? [{ customerId, number: data.to }] : []
  })

const numbersStay = (story: Story): readonly string[] =>
  story.chapters
    .filter(({ command }) => command.type !== 'ChangeCustomerNumber')
    .flatMap((chapter) => eventsOf(story, chapter))
    .filter(({ type }) => type === 'CustomerNumberChanged')
    .map(({ position }) => `${position} CustomerNumberChanged`)

const distinctNumbers: Rule = {
  title: 'INV-06 customer numbers are never shared, change by ChangeCustomerNumber only, and stay when a start changes',
  about: numbering,
  broken: (story) => [
    ...(areNeverShared(numbersGiven(story.log)) ? [] : ['a number was given to two customers']),
    ...numbersStay(story),
    ...touching(story, ['SetGroupNumberingStart', 'DefineNumberSeries'], (stream) => stream.startsWith('customer-')),
  ],
}

type Catalogues = { readonly groups: CustomerGroups; readonly numbers: CustomerNumbers; readonly settings: Settings }

const cataloguesOf = (log: readonly KnownEvent[]): Catalogues => {
  const of = (stream: string) => log.filter((event) => event.stream === stream)
  return {
    groups: customerGroupsAggregate.fold(customerGroupsAggregate.initial, of('customerGroups')),
    numbers: customerNumbersAggregate.fold(customerNumbersAggregate.initial, of('customerNumbers')),
    settings: settingsAggregate.fold(initialSettings, of('settings')),
  }
}

type Registering = {
  readonly number?: number | null
  readonly groupId?: string | null
  readonly customerKind?: string | null
}

const registrations: readonly CommandType[] = [
  'RegisterCustomer',
  'RegisterPrivateCustomer',
  'ConvertContactToPrivateCustomer',
]

const isSmallestOf = ({ log }: Story, { before, command }: Chapter, number: number): boolean => {
  const { groupId = null, customerKind = null } = command.data as Registering
  const { groups, numbers, settings } = cataloguesOf(log.slice(0, before))
  const source = sourceFor(numbers, groups, settings, { groupId, kind: customerKind })
  const reserved = new Set(
    log.slice(0, before).flatMap(({ type, data }) => (type === 'CustomerNumberReserved' ? [data.number] : [])),
  )
  return source !== null && isSmallestFree(number, source.start, reserved)
}

const smallestNumber: Rule = {
  title: 'INV-07 an automatic customer number is the smallest from the start on that was never reserved',
  about: numbering,
  broken: (story) =>
    chaptersOf(story, registrations)
      .filter(({ command }) => (command.data as Registering).number == null)
      .flatMap((chapter) =>
        eventsOf(story, chapter).flatMap(({ type, data }) =>
          type === 'CustomerNumberReserved' && !isSmallestOf(story, chapter, data.number)
            ? [written(chapter, data)]
            : [],
        ),
      ),
}

const responsibilitiesHold = ({ after }: { readonly after: Pick<Customer, 'responsibilities'> }): boolean => {
  const { assignments } = after.responsibilities
  return neverOverlap(assignments) && beginBeforeTheyEnd(assignments) && assignments.every(partsMakeTheWhole)
}

const noOverlaps: Rule = {
  title: 'INV-08 responsibilities of one employee in one role never overlap, and begin before they end',
  about: responsible,
  broken: ({ log }) => [
    ...brokenAt(log, 'customer', responsibilitiesHold),
    ...brokenAt(log, 'project', responsibilitiesHold),
  ],
}

const daysAround = ({ chapters }: Story): readonly string[] => {
  const today = chapters.at(-1)?.meta.today ?? '2024-03-01'
  return [-25, -3, -1, 0, 1, 3, 10, 45].map((days) => addDays(today, days))
}

const employeesIn = (log: readonly KnownEvent[]): readonly string[] =>
  log.filter(({ type }) => type === 'EmployeeRegistered').map(({ stream }) => idOfStream(stream))

const cells: Rule = {
  title: 'INV-11 a cell of the matrix is on exactly on the days some responsibility covers',
  about: responsible,
  broken: (story) => {
    const { views } = projected(story.log)
    return daysAround(story).flatMap((asOf) => {
      const matrix = views.responsibilityMatrix({ asOf, showProjects: true })
      const columns = matrix.columns.map(({ employeeId }) => employeeId)
      return matrix.rows.flatMap((row) => {
        const { kind, id } = row.subject
        const stream = kind === 'project' ? projectStream(id) : customerStream(id)
        const { assignments } = story.stateOf<Pick<Customer, 'responsibilities'>>(stream).responsibilities
        return employeesIn(story.log).flatMap((employeeId) => {
          const isCovered = assignments.some((one) => one.employeeId === employeeId && covers(one, asOf))
          const isOnInMatrix = cellOf(row, employeeId).responsible
          const isShown = columns.includes(employeeId) || !isCovered
          return isShown && isCovered === isOnInMatrix ? [] : [`${stream.name} ${employeeId} ${asOf}: ${isOnInMatrix}`]
        })
      })
    })
  },
}

const settingFor = { RecordInvoice: 'STARTDATE_INVOICE', RecordSalesOrder: 'STARTDATE_SALESORDER' } as const

const firstDocument = ({ documents, voided }: Customer, settings: Settings): string | null => {
  for (const [id, { kind, date }] of documents.entries())
    if (!voided.has(id) && isOn(settings, kind === 'invoice' ? 'STARTDATE_INVOICE' : 'STARTDATE_SALESORDER'))
      return date
  return null
}

const startsRightly = (story: Story, chapter: Chapter): boolean => {
  const events = eventsOf(story, chapter)
  const recorded = events.find(({ type }) => type === 'InvoiceRecorded' || type === 'SalesOrderRecorded')
  if (recorded === undefined) return true
  const setting = settingFor[chapter.command.type as keyof typeof settingFor]
  const set = events.flatMap(({ type, data }) => (type === 'CustomerStartDateSet' ? [data] : []))
  const own = [...momentsOfAll(story.log.slice(0, chapter.after), 'customer')]
  const moments = own.filter(({ event }) => event.stream === recorded.stream)
  const at = moments.find(({ event }) => event.position === recorded.position)
  if (at === undefined) return false
  const { before, after, settings } = at
  const due = isOn(settings, setting) && before.startDate === null && !before.startedAutomatically
  const expected = due ? firstDocument(after, settings) : null
  return set.length === (due ? 1 : 0) && (set[0]?.date ?? null) === expected
}

const startDates: Rule = {
  title: 'INV-12 a start date is set by itself at most once, from the first recorded document, and later ones leave it',
  about: documented,
  without: isPolicy('startDateManual', 'startDateLookBack', 'startDateOnVoid', 'startDateRule'),
  broken: (story) =>
    chaptersOf(story, Object.keys(settingFor))
      .filter((chapter) => !startsRightly(story, chapter))
      .map((chapter) =>
        written(
          chapter,
          eventsOf(story, chapter).map(({ type, data }) => ({ type, data })),
        ),
      ),
}

const settingsAlone: Rule = {
  title: 'INV-13 changing a setting or policy touches the settings only',
  about: ['ChangeSetting', 'ChangePolicy', 'AddContactProperty', 'AddCustomerToGroup'],
  broken: (story) => touching(story, ['ChangeSetting', 'ChangePolicy'], (stream) => stream !== 'settings'),
}

const factsOf = ({ bans, consents, privateCustomerId }: Person) => ({
  bans,
  consents,
  naturalPerson: privateCustomerId !== null,
  erased: false,
})

const placesOf = ({ companies, privateCustomerId }: Person): readonly (string | null)[] => [
  null,
  ...companies,
  ...(privateCustomerId === null ? [] : [privateCustomerId]),
]

const bannedButShown = ({ log }: Story): readonly string[] => {
  const { register, views } = projected(log)
  const { banScope } = register.settings.policies
  return [...register.tables.persons.rows()].flatMap(({ personId, bans, companyIds, customerId }) =>
    [null, customerId, ...companyIds].flatMap((place) =>
      views
        .marketingPermissions({ personId, customerId: place })
        .filter(({ channel, allowed }) =>
          bans.some(
            (ban) =>
              allowed &&
              ban.channel === channel &&
              (banScope === 'person' || ban.customerId === null || ban.customerId === place),
          ),
        )
        .map(({ channel }) => `${personId} at ${place} by ${channel}`),
    ),
  )
}

const bansWin: Rule = {
  title: 'INV-14 where a ban is in force nobody may be contacted, for any company and whatever was agreed to',
  about: contacting,
  broken: (story) => [
    ...brokenAt(story.log, 'person', ({ after, settings }) =>
      placesOf(after).every((place) => bansAlwaysWin(settings.policies, factsOf(after), place)),
    ),
    ...bannedButShown(story),
  ],
}

const bansApart: Rule = {
  title: 'INV-15 a ban on one channel changes nothing on the others',
  about: contacting,
  broken: ({ log }) =>
    brokenAt(log, 'person', ({ event, before, after, settings }) => {
      if (event.type !== 'MarketingBanSet' && event.type !== 'MarketingBanLifted') return true
      const { channel } = event.data
      return placesOf(after).every((customerId) =>
        othersStayAsTheyWere(settings.policies, factsOf(before), factsOf(after), { channel, customerId }),
      )
    }),
}

const invoiced: Rule = {
  title: 'INV-17 only companies and private customers have invoices and sales orders',
  about: documented,
  broken: ({ log }) => brokenAt(log, 'customer', ({ after }) => isInvoicedOnlyAsCustomer(after)),
}

const touches = (customerId: string, { stream, data }: KnownEvent): boolean =>
  stream === `customer-${customerId}` ||
  (stream.startsWith('person-') && Reflect.get(data, 'customerId') === customerId)

const historyOf = (log: readonly KnownEvent[], id: string): readonly string[] =>
  projected(log)
    .history.of({ kind: 'customer', id })
    .map(({ position, type }) => `${position} ${type}`)

const speaksOfCompany: readonly string[] = [
  'ContactLinkedToCompany',
  'ContactUnlinkedFromCompany',
  'PrivateCustomerCreated',
]

const wholeHistory: Rule = {
  title: 'INV-18 a history has a line for every event that touches its customer, and only ever grows at its end',
  about: touchingCustomers,
  broken: ({ log }) =>
    registeredIn(log).flatMap((customerId) => {
      const expected = log
        .filter((event) => touches(customerId, event))
        .filter(({ stream, type }) => !stream.startsWith('person-') || speaksOfCompany.includes(type))
        .map(({ position, type }) => `${position} ${type}`)
      const all = historyOf(log, customerId)
      const half = historyOf(log.slice(0, Math.floor(log.length / 2)), customerId)
      const isWhole = JSON.stringify(all) === JSON.stringify(expected)
      const isPrefix = JSON.stringify(all.slice(0, half.length)) === JSON.stringify(half)
      return isWhole && isPrefix ? [] : [`${customerId}: ${all.length} lines, ${expected.length} events`]
    }),
}

const archivedRests: Rule = {
  title: 'INV-22 an archived customer takes nothing but restoring, consents, start dates and endings',
  about: archiving,
  broken: ({ log }) =>
    brokenAt(
      log,
      'customer',
      ({ event, before, settings }) => !before.archived || mayHappenWhileArchived(event, settings.policies),
    ),
}

const rebuilt: Rule = {
  title: 'INV-23 views that grew event by event equal views rebuilt from the whole log',
  about: touchingCustomers,
  broken: ({ log }) => {
    const grown = createProjections()
    for (const event of log) {
      grown.apply(event)
      grown.views.groupTree({})
      grown.views.nextCustomerNumber({})
    }
    const whole = projected(log)
    const show = ({ register, views }: Projections): string =>
      JSON.stringify([
        register.dump(),
        views.groupTree({}),
        views.responsibilityMatrix({ asOf: '2024-03-10', showProjects: true }),
        views.assigneeList({ asOf: '2024-03-10' }),
        views.startDates({}),
        views.nextCustomerNumber({}),
      ])
    return show(grown) === show(whole) ? [] : ['grown and rebuilt views differ']
  },
}

const nothingChanged: Rule = {
  title: 'INV-24 a command that appended nothing left every view as it was',
  about: touchingCustomers,
  broken: (story) =>
    story.chapters
      .filter(({ answer, before, after }) => answer.events.length === 0 && before !== after)
      .map((chapter) => written(chapter, 'no events in the receipt, but in the log')),
}

const refusedChangesNothing: Rule = {
  title: 'INV-25 a refused command leaves every stream as it was',
  about: touchingCustomers,
  broken: (story) =>
    story.chapters
      .filter(({ command }) => !isBulk(command.type))
      .filter(({ answer, before, after }) => answer.refusals.length > 0 && before !== after)
      .map((chapter) => written(chapter, chapter.answer.refusals)),
}

const isBulk = (type: string): boolean => !Object.hasOwn(commands, type) || bulkTypes.includes(type)
const bulkTypes: readonly string[] = ['MoveCustomersToGroup', 'AddCustomersToSpecialGroup', 'LinkContactToCompanies']

/** The invariants of `domain.md` 3.4 that hold over whole logs. */
export const rules: readonly Rule[] = [
  oneGroup,
  partition,
  forest,
  distinctNames,
  distinctNumbers,
  smallestNumber,
  noOverlaps,
  cells,
  startDates,
  settingsAlone,
  bansWin,
  bansApart,
  invoiced,
  wholeHistory,
  archivedRests,
  rebuilt,
  nothingChanged,
  refusedChangesNothing,
]
