import {
  type Instant,
  initialSettings,
  type KnownEvent,
  type MembershipIndex,
  type Position,
  rowFor,
  type Settings,
} from '@clientele/domain'
import type { Locale } from '../wording/locale.js'
import { type CustomerCounts, createCustomerCounts } from './customer-counts.js'
import { type CustomerResponsibilities, createCustomerResponsibilities } from './customer-responsibilities.js'
import { type CustomerSets, createCustomerSets } from './customer-sets.js'
import { type CustomerValues, createCustomerValues } from './customer-values.js'
import { createEndings, type Endings } from './endings.js'
import { handlers } from './handlers/index.js'
import { createHoldings, type Holdings, partsByEmployee, partsByRole } from './holdings.js'
import { createKeptOrder, type KeptOrder } from './kept-order.js'
import { createLikenesses, type Likenesses } from './likeness.js'
import { answerLookup } from './lookups.js'
import type { Named } from './name-order.js'
import { createFreeNumbers, type FreeNumbers } from './numbers.js'
import { createPersonNames, type PersonNames } from './person-names.js'
import { createResponsibilityCounts, type ResponsibilityCounts } from './responsibility-counts.js'
import { createRoster, type Roster } from './roster.js'
import type { EmployeeRow, PersonRow, ProjectRow } from './rows.js'
import { streamId } from './stream-id.js'
import type { RowChange, Table, Unread } from './table.js'
import { createTables, type Tables } from './tables.js'
import { createTrackedValues, type TrackedValues } from './tracked-values.js'

/** The tables a register is read by; nobody but its handlers writes to them. */
export type Register = {
  readonly tables: Tables
  readonly roster: Roster
  readonly freeNumbers: FreeNumbers
  /** Which customers are in each group now, and have each value of other columns. */
  readonly customerSets: CustomerSets
  /** What lists show of customers, by their numbers. */
  readonly customerValues: CustomerValues
  /** Which customers look like one. */
  readonly likenesses: Likenesses
  /** Where roles are held. */
  readonly rolesHeld: Holdings
  /** What employees are responsible for. */
  readonly employeesHold: Holdings
  /** When responsibilities end. */
  readonly endings: Endings
  /** How many responsibilities customers have. */
  readonly responsibilityCounts: ResponsibilityCounts
  /** The responsibilities of customers, by their numbers. */
  readonly customerResponsibilities: CustomerResponsibilities
  /** How many open projects customers have. */
  readonly openProjects: CustomerCounts<ProjectRow>
  /** Which values customers had in tracking dimensions, and when. */
  readonly trackedValues: TrackedValues
  /** The employees by name. */
  readonly staff: KeptOrder<EmployeeRow>
  /** The persons by last and first name, none who was merged into another. */
  readonly personOrder: KeptOrder<PersonRow>
  /** The names that persons have. */
  readonly personNames: PersonNames
  readonly settings: Settings
  /** The position of the last event applied; `null` before the first. */
  readonly position: Position | null
  /** How often it has started over: what was remembered of it before is of other contents. */
  readonly beginnings: number
  /** The last instant at which memberships or groups changed; a later day is answered from what is so now. */
  readonly lastMove: Instant
  /** Applies one event, as `applyAll` does, and says what it changed. An event about something unknown changes nothing. */
  apply(event: KnownEvent, before?: (event: KnownEvent) => void): readonly RowChange[]
  /** Applies events in order; `before` hears of each while the register does not know it yet. */
  applyAll(events: Iterable<KnownEvent>, before?: (event: KnownEvent) => void): void
  /** Streams that belong to any of some keys, sorted. A member is never missing; one may have left since. */
  lookup(index: MembershipIndex, keys: readonly string[]): readonly string[]
  /** Prepares in small steps what first questions would otherwise wait for: orders in a language, and the search. */
  prepare(locale: Locale): Iterable<void>
  /** Every table as plain JSON, rows sorted: two registers that know the same give the same. */
  dump(): { readonly [table: string]: readonly object[] }
  /** Starts over from other contents, read when first asked for; nobody is told. */
  fill(contents: RegisterContents): void
}

/** What a register can be filled with; a table that is not named becomes empty. */
export type RegisterContents = {
  readonly position: Position | null
  readonly lastMove: Instant
  readonly tables: ReadonlyMap<string, Unread<object>>
}

/** The event types a register listens to. */
export const registerEventTypes: readonly string[] = Object.keys(handlers)

const sorted = (table: Table<object, string>): readonly object[] =>
  [...table.rows()]
    .map((row) => ({ row, text: JSON.stringify(row) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ row }) => row)

const nothing: Unread<never> = { chunks: [], read: () => [] }

const fillTable = (table: Table<object, string>, contents: Unread<object> = nothing): void => table.fill(contents)

const numbersIn = function* ({ numbers }: Tables): Iterable<number> {
  for (const { number } of numbers.rows()) yield number
}

const unmerged = (person: PersonRow | null): PersonRow | null => (person?.mergedInto === null ? person : null)

const unmergedIn = function* ({ persons }: Tables): Iterable<PersonRow> {
  for (const person of persons.rows()) if (person.mergedInto === null) yield person
}

const employeeNamed = ({ employeeId: id, name }: EmployeeRow): Named => ({ id, name })

const personNamed = ({ personId: id, lastName, firstName }: PersonRow): Named => ({
  id,
  name: `${lastName} ${firstName ?? ''}`,
})

/** A register that knows nothing yet. */
export const createRegister = (): Register => {
  // Listed for who asks only: a log that is read from the beginning changes millions of rows.
  let changes: RowChange[] | null = null
  let position: Position | null = null
  let lastMove: Instant = ''
  let beginnings = 0
  const freeNumbers = createFreeNumbers()
  const staff = createKeptOrder(() => tables.employees.rows(), employeeNamed)
  const customers = () => tables.customers.rows()
  const roster = createRoster(customers)
  const customerSets = createCustomerSets({ customers, ordinalOf: roster.ordinalOf })
  const customerValues = createCustomerValues({
    size: () => roster.size,
    rowAt: roster.rowAt,
    ordinalOf: roster.ordinalOf,
  })
  const likenesses = createLikenesses({ customers, ordinalOf: roster.ordinalOf, rowAt: roster.rowAt })
  const personOrder = createKeptOrder(() => unmergedIn(tables), personNamed)
  const personNames = createPersonNames(() => tables.persons.rows())
  const responsibilities = { assignments: () => tables.assignments.rows(), ordinalOf: roster.ordinalOf }
  const rolesHeld = createHoldings({ ...responsibilities, partsOf: partsByRole })
  const employeesHold = createHoldings({ ...responsibilities, partsOf: partsByEmployee })
  const endings = createEndings(responsibilities)
  const responsibilityCounts = createResponsibilityCounts({ ...responsibilities, size: () => roster.size })
  const customerResponsibilities = createCustomerResponsibilities(responsibilities)
  const openProjects = createCustomerCounts<ProjectRow>({
    rows: () => tables.projects.rows(),
    countedFor: ({ closed, customerId }) => (closed ? undefined : roster.ordinalOf(customerId)),
    size: () => roster.size,
  })
  const trackedValues = createTrackedValues({
    rows: () => tables.trackingItems.rows(),
    ordinalOf: roster.ordinalOf,
  })
  const tables: Tables = createTables({
    every: (change) => void changes?.push(change),
    customers: (change) => {
      roster.changed(change)
      customerSets.changed(change)
      customerValues.changed(change)
      likenesses.changed(change)
    },
    persons: (change) => {
      personOrder.changed(unmerged(change.before), unmerged(change.after))
      personNames.changed(change)
    },
    employees: ({ before, after }) => staff.changed(before, after),
    projects: openProjects.changed,
    trackingItems: trackedValues.changed,
    assignments: (change) => {
      rolesHeld.changed(change)
      employeesHold.changed(change)
      endings.changed(change)
      responsibilityCounts.changed(change)
      customerResponsibilities.changed(change)
    },
  })
  const moved = (at: Instant): void => {
    if (at > lastMove) lastMove = at
  }
  const ledger = { tables, freeNumbers, moved }

  const handle = (event: KnownEvent): void => {
    const origin = { stream: event.stream, id: streamId(event.stream), event }
    rowFor<void>(handlers, event.type)?.(event.data, ledger, origin)
    position = event.position
  }

  const applyAll: Register['applyAll'] = (events, before) => {
    for (const event of events) {
      before?.(event)
      handle(event)
    }
  }

  const apply: Register['apply'] = (event, before) => {
    const made: RowChange[] = []
    changes = made
    try {
      applyAll([event], before)
    } finally {
      changes = null
    }
    return made
  }

  return {
    tables,
    roster,
    freeNumbers,
    customerSets,
    customerValues,
    likenesses,
    rolesHeld,
    employeesHold,
    endings,
    responsibilityCounts,
    customerResponsibilities,
    openProjects,
    trackedValues,
    staff,
    personOrder,
    personNames,
    get settings() {
      return tables.settings.get('settings') ?? initialSettings
    },
    get position() {
      return position
    },
    get beginnings() {
      return beginnings
    },
    get lastMove() {
      return lastMove
    },
    apply,
    applyAll,
    lookup: (index, keys) => answerLookup(tables, index.name, keys),
    prepare: function* (locale) {
      yield* roster.prepare(locale)
      yield* personOrder.prepare(locale)
    },
    fill: (contents) => {
      for (const table of Object.values(tables)) fillTable(table, contents.tables.get(table.name))
      roster.clear()
      customerSets.clear()
      customerValues.clear()
      likenesses.clear()
      rolesHeld.clear()
      employeesHold.clear()
      endings.clear()
      responsibilityCounts.clear()
      customerResponsibilities.clear()
      openProjects.clear()
      trackedValues.clear()
      staff.clear()
      personOrder.clear()
      personNames.clear()
      freeNumbers.fill(() => numbersIn(tables))
      beginnings += 1
      position = contents.position
      lastMove = contents.lastMove
    },
    dump: () => Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, sorted(table)])),
  }
}
