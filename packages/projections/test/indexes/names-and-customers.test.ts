import { endsBy } from '@clientele/domain'
import { fc, it } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { type BitSet, emptyBitSet, hasBit, setBit } from '../../src/data-structures/bit-set.js'
import { compareIds, compareTexts } from '../../src/data-structures/collation.js'
import { createCustomerColumns } from '../../src/indexes/customers/customer-columns.js'
import { createCustomerCounts, totalOf } from '../../src/indexes/customers/customer-counts.js'
import { createCustomerIndex } from '../../src/indexes/customers/customer-index.js'
import { createFacetIndex } from '../../src/indexes/customers/facet-index.js'
import { createNameIndex } from '../../src/indexes/names/name-index.js'
import { createEndDateIndex } from '../../src/indexes/responsibilities/end-date-index.js'
import { createResponsibilitiesByCustomer } from '../../src/indexes/responsibilities/responsibilities-by-customer.js'
import { createResponsibilityCounts } from '../../src/indexes/responsibilities/responsibility-counts.js'
import { createPersonNameIndex } from '../../src/indexes/search/person-name-index.js'
import type { AssignmentRow, CustomerRow, PersonRow, ProjectRow } from '../../src/tables/rows.js'
import type { RowChange } from '../../src/tables/table.js'

const keys = ['0', '1', '2', '3', '4']
const key = fc.constantFrom(...keys)

const stepsOf = <Row>(row: fc.Arbitrary<Row>) =>
  fc.array(fc.tuple(key, fc.option(row, { nil: null })), { minLength: 1, maxLength: 30 })

/** Changes rows step by step: `notify` is called with every change, and the index is compared after each. */
const changing = <Row>(
  steps: readonly (readonly [string, Row | null])[],
  rows: Map<string, Row>,
  notify: (change: RowChange<Row>) => void,
  compare: () => void,
): void => {
  for (const [at, after] of steps) {
    const before = rows.get(at) ?? null
    if (after === null) rows.delete(at)
    else rows.set(at, after)
    notify({ table: '', key: at, before, after })
    compare()
  }
}

const withKey = <Row extends object>(
  steps: readonly (readonly [string, Row | null])[],
  column: string,
): readonly (readonly [string, Row | null])[] =>
  steps.map(([at, row]) => [at, row === null ? null : { ...row, [column]: at }])

type One = { readonly id: string; readonly name: string; readonly color: string }

describe('items by name', () => {
  const name = fc.constantFrom('Berg', 'berg', 'Ågren', 'Aalto', 'Bergman', 'van der Berg')
  const many = Array.from({ length: 30 }, (_, at): One => ({ id: `m${at}`, name: `B${at % 7}`, color: 'grey' }))
  const one = fc.record({ name, color: fc.constantFrom('red', 'blue') }).map((some) => some as One)
  const compare = compareTexts('fi')

  it.prop([stepsOf(one), fc.nat(5), fc.boolean()])('stay sorted after any changes', (some, every, isLarge) => {
    const rows = new Map<string, One>(isLarge ? many.map((row) => [row.id, row]) : [])
    const order = createNameIndex(
      () => rows.values(),
      (row) => row,
    )
    const expected = () => [...rows.values()].sort((a, b) => compare(a.name, b.name) || compareIds(a.id, b.id))
    const given: (readonly [readonly One[], readonly One[]])[] = [[order.inOrder('fi'), expected()]]
    changing(
      withKey(some, 'id'),
      rows,
      ({ before, after }) => order.changed(before, after),
      () => {
        if (rows.size % (every + 1) === 0) given.push([order.inOrder('fi'), expected()])
      },
    )
    given.push([order.inOrder('fi'), expected()])
    for (const [is, was] of given) expect(is).toEqual(was)
  })
})

describe('the customers by name', () => {
  const name = fc.constantFrom('Berg', 'berg', 'Ågren', 'Aalto', 'Bergman', 'van der Berg')
  const customer = fc.record({ name, mergedInto: fc.constant(null), archived: fc.constant(false) })

  it.prop([fc.array(fc.tuple(fc.nat(12), customer), { minLength: 1, maxLength: 60 }), fc.nat(4)])(
    'are ranked as after a complete sort',
    (changes, every) => {
      const rows = new Map<string, CustomerRow>()
      const roster = createCustomerIndex({ rows: () => rows.values(), keyOf: ({ customerId }) => customerId })
      for (const [step, [number, columns]] of changes.entries()) {
        const [key, before] = [`c${number}`, rows.get(`c${number}`) ?? null]
        const after = { ...columns, customerId: key } as CustomerRow
        rows.set(key, after)
        roster.changed({ table: '', key, before, after })
        if (step % (every + 1) !== 0) continue
        const { byName, rankOf } = roster.sortOrder('fi')
        const compare = compareTexts('fi')
        const expected = [...rows.values()].sort(
          (a, b) => compare(a.name, b.name) || compareIds(a.customerId, b.customerId),
        )
        expect(Array.from(byName, (ordinal) => roster.at(ordinal)?.id)).toEqual(expected.map((row) => row.customerId))
        expect(Array.from(byName, (ordinal) => rankOf[ordinal])).toEqual([...byName.keys()])
      }
    },
  )
})

describe('the customers, read in steps', () => {
  const row = (customerId: string, name: string): CustomerRow =>
    ({ customerId, name, mergedInto: null, archived: false }) as CustomerRow
  const change = fc.record({ number: fc.nat(5_200), name: fc.option(fc.constantFrom('A', 'Ö', 'b'), { nil: null }) })

  it.prop([fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 5 }), fc.nat(9)])(
    'are all of them, despite changes and queries meanwhile',
    (between, asked) => {
      const ids = Array.from({ length: 5_000 }, (_, at) => `c${at}`)
      const rows = new Map(ids.map((id, at) => [id, row(id, `Name ${at % 100}`)]))
      const roster = createCustomerIndex({ rows: () => rows.values(), keyOf: ({ customerId }) => customerId })
      const steps = roster.prepareOrder('en')[Symbol.iterator]()
      for (const [at, changes] of between.entries()) {
        if (at === asked) roster.present()
        steps.next()
        for (const { number, name } of changes) {
          const [key, before] = [`c${number}`, rows.get(`c${number}`) ?? null]
          const after = name === null ? null : row(key, name)
          if (after === null) rows.delete(key)
          else rows.set(key, after)
          if (before !== null || after !== null) roster.changed({ table: '', key, before, after })
        }
      }
      for (let next = steps.next(); next.done !== true; next = steps.next());
      const present = ids.concat(Array.from({ length: 201 }, (_, at) => `c${5_000 + at}`)).filter((id) => rows.has(id))
      const shown = Array.from(roster.sortOrder('en').byName, (ordinal) => roster.rowAt(ordinal)).filter(
        (one) => one !== undefined,
      )
      expect(shown.map(({ customerId }) => customerId).sort()).toEqual(present.sort())
      expect(shown.map(({ name }) => name)).toEqual(shown.map(({ name }) => name).sort(compareTexts('en')))
      expect(shown.every((one) => rows.get(one.customerId) === one)).toBe(true)
    },
  )
})

describe('the customers, sorted like those of another register', () => {
  const names = fc.array(fc.constantFrom('Berg', 'Aalto', 'Ågren', null), { minLength: 1, maxLength: 40 })

  const indexOf = (rows: readonly (string | null)[]) => {
    const all = rows.flatMap((name, at) =>
      name === null ? [] : [{ customerId: `c${at}`, name, mergedInto: null, archived: false } as CustomerRow],
    )
    return { all, index: createCustomerIndex({ rows: () => all, keyOf: ({ customerId }) => customerId }) }
  }

  it.prop([names, names])('are in the same order as after a complete sort', (some, others) => {
    const [{ index, all }, { index: like }] = [indexOf(some), indexOf(others)]
    for (const _ of index.prepareOrder('fi', like));
    const compare = compareTexts('fi')
    const expected = all.toSorted((a, b) => compare(a.name, b.name) || compareIds(a.customerId, b.customerId))
    const { byName } = index.sortOrder('fi')
    expect(Array.from(byName, (ordinal) => index.at(ordinal)?.id)).toEqual(expected.map((row) => row.customerId))
  })
})

describe('the customers, sorted in steps like those of another register', () => {
  const change = fc.record({
    number: fc.nat(5_100),
    name: fc.constantFrom('A', 'Name 7', 'z'),
    isOfOther: fc.boolean(),
  })

  const changing = (named: (number: number) => string) => {
    const row = (number: number, name: string): CustomerRow =>
      ({ customerId: `c${number}`, name, mergedInto: null, archived: false }) as CustomerRow
    const rows = new Map(Array.from({ length: 5_000 }, (_, at) => [at, row(at, named(at))]))
    const index = createCustomerIndex({ rows: () => rows.values(), keyOf: ({ customerId }) => customerId })
    const put = (number: number, name: string): void => {
      const [before, after] = [rows.get(number) ?? null, row(number, name)]
      rows.set(number, after)
      index.changed({ table: '', key: `c${number}`, before, after })
    }
    return { rows, index, put }
  }

  it.prop([fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 9 }), fc.integer({ min: 1, max: 40 })])(
    'are in order, whoever changes in either register meanwhile',
    (between, every) => {
      const named = (number: number): string => `Name ${number % 100}`
      const [mine, other] = [changing(named), changing((at) => (at % every === 0 ? 'other' : named(at)))]
      other.index.sortOrder('fi')
      const steps = mine.index.prepareOrder('fi', other.index)[Symbol.iterator]()
      for (const changes of between) {
        steps.next()
        for (const { number, name, isOfOther } of changes) (isOfOther ? other : mine).put(number, name)
      }
      for (let next = steps.next(); next.done !== true; next = steps.next());
      const compare = compareTexts('fi')
      const expected = [...mine.rows.values()].sort(
        (a, b) => compare(a.name, b.name) || compareIds(a.customerId, b.customerId),
      )
      const shown = Array.from(mine.index.sortOrder('fi').byName, (ordinal) => mine.index.at(ordinal)?.id)
      expect(shown).toEqual(expected.map((row) => row.customerId))
    },
  )
})

describe('the names of persons', () => {
  const name = fc.constantFrom('Berg', 'berg', 'Ågren', 'Aalto', 'Bergman', 'van der Berg')
  const person = fc.record({ lastName: name }).map((one) => one as PersonRow)

  it.prop([stepsOf(person)])('can be searched', (some) => {
    const rows = new Map<string, PersonRow>()
    const names = createPersonNameIndex({ rows: () => rows.values(), keyOf: ({ personId }) => personId })
    changing(withKey(some, 'personId'), rows, names.changed, () => {
      const found = [...rows.values()].map(({ lastName }) => lastName).filter((one) => /berg/i.test(one))
      expect(names.search('lastName', 'berg')).toEqual(new Set(found))
    })
  })
})

describe('responsibilities by day', () => {
  const days = ['2024-01-01', '2024-03-01', '2025-01-01']
  const assignment = fc
    .record({
      subjectId: key,
      kind: fc.constantFrom('customer' as const, 'project' as const),
      until: fc.option(fc.constantFrom(...days)),
    })
    .map((one) => one as AssignmentRow)

  it.prop([stepsOf(assignment)])('are found by their end, and counted', (some) => {
    const rows = new Map<string, AssignmentRow>()
    const assignments = { rows: () => rows.values(), keyOf: ({ assignmentId }: AssignmentRow) => assignmentId }
    const source = { assignments, ordinalOf: Number, size: () => 0 }
    const [endings, counts] = [createEndDateIndex(source), createResponsibilityCounts(source)]
    const byCustomer = createResponsibilitiesByCustomer(source)
    const notify = (change: RowChange<AssignmentRow>): void => {
      endings.changed(change)
      counts.changed(change)
      byCustomer.changed(change)
    }
    const ofCustomers = (): readonly AssignmentRow[] => [...rows.values()].filter(({ kind }) => kind === 'customer')
    const idsOf = (all: readonly AssignmentRow[]) => all.map(({ assignmentId }) => assignmentId).sort()
    changing(withKey(some, 'assignmentId'), rows, notify, () => {
      for (const id of keys)
        expect(new Set(byCustomer.of(Number(id)))).toEqual(
          new Set(ofCustomers().filter(({ subjectId }) => subjectId === id)),
        )
      const [after = '', , last = ''] = days
      const found = [...endings.between(after, last)].flatMap((ends) => ends.map(({ row }) => row))
      expect(idsOf(found)).toEqual(
        idsOf(ofCustomers().filter(({ until }) => until !== null && until > after && until <= last)),
      )
      for (const asOf of [null, ...days]) {
        const current = ofCustomers().filter((one) => asOf === null || !endsBy(one, asOf))
        const expected = keys.map((id) => current.filter(({ subjectId }) => subjectId === id).length)
        expect(keys.map((id) => counts.lastingOn(asOf)[Number(id)] ?? 0)).toEqual(expected)
      }
    })
  })
})

describe('row counts by customer', () => {
  const project = fc.record({ customerId: key, closed: fc.boolean() }).map((one) => one as ProjectRow)

  it.prop([stepsOf(project), fc.nat(5), fc.boolean()])('are correct', (some, from, startsOver) => {
    const rows = new Map<string, ProjectRow>()
    const counts = createCustomerCounts<ProjectRow>({
      from: { rows: () => rows.values(), keyOf: ({ projectId }) => projectId },
      countedFor: ({ customerId, closed }) => (closed ? undefined : Number(customerId)),
      size: () => 0,
    })
    const openOf = (customerId: string): number =>
      [...rows.values()].filter((row) => row.customerId === customerId && !row.closed).length
    const oddNumbers = emptyBitSet(keys.length)
    for (const id of ['1', '3']) setBit(oddNumbers, Number(id))
    let step = 0
    changing(some, rows, counts.changed, () => {
      step += 1
      if (startsOver && step === from) counts.clear()
      if (step < from) return
      expect(keys.map((id) => counts.now()[Number(id)] ?? 0)).toEqual(keys.map(openOf))
      expect(totalOf(counts.now(), oddNumbers)).toBe(openOf('1') + openOf('3'))
    })
  })
})

describe('the customers with a value', () => {
  const customer = fc
    .record({
      groupIds: fc.subarray(['g', 'h']),
      specialGroupIds: fc.subarray(['s']),
      segment: fc.constantFrom(null, 'small', 'large'),
      status: fc.constantFrom(null, 'active'),
      attractionChannel: fc.constantFrom(null, 'web'),
      customerKind: fc.constantFrom(null, 'payroll'),
      private: fc.boolean(),
      ownerId: fc.constantFrom(null, 'anna'),
    })
    .map((one) => one as unknown as CustomerRow)

  it.prop([stepsOf(customer), fc.boolean()])('are those whose rows have it', (some, isReadLater) => {
    const rows = new Map<string, CustomerRow>()
    const sets = createFacetIndex({
      customers: { rows: () => rows.values(), keyOf: ({ customerId }) => customerId },
      ordinalOf: Number,
    })
    if (isReadLater) sets.clear()
    const idsIn = (bits: BitSet) => keys.filter((id) => hasBit(bits, Number(id)))
    const idsWhere = (has: (row: CustomerRow) => boolean) =>
      keys.filter((id) => [rows.get(id)].some((row) => row !== undefined && has(row)))
    changing(withKey(some, 'customerId'), rows, sets.changed, () => {
      expect(idsIn(sets.of('groupIds', 'g'))).toEqual(idsWhere(({ groupIds }) => groupIds.includes('g')))
      expect(idsIn(sets.of('groupIds', null))).toEqual(idsWhere(({ groupIds }) => groupIds.length === 0))
      expect(idsIn(sets.of('segment', 'small'))).toEqual(idsWhere(({ segment }) => segment === 'small'))
      expect(idsIn(sets.of('status', null))).toEqual(idsWhere(({ status }) => status === null))
      expect(idsIn(sets.of('privateTo', null))).toEqual(idsWhere((row) => !row.private))
      expect(idsIn(sets.of('privateTo', 'anna'))).toEqual(idsWhere((row) => row.private && row.ownerId === 'anna'))
    })
  })
})

describe('the columns of customers', () => {
  const customer = fc
    .record({
      name: fc.constantFrom('Berg', 'Aalto'),
      archived: fc.boolean(),
      details: fc.constantFrom({}, { city: 'Turku' }, { city: null }),
    })
    .map((one) => one as unknown as CustomerRow)

  it.prop([stepsOf(customer), fc.nat(5), fc.boolean()])(
    'match the rows, whenever they are first queried',
    (some, from, startsOver) => {
      const rows = new Map<string, CustomerRow>()
      const roster = createCustomerIndex({ rows: () => rows.values(), keyOf: ({ customerId }) => customerId })
      const { size, rowAt, ordinalOf } = { ...roster, size: () => roster.size }
      const columns = createCustomerColumns({ size, rowAt, ordinalOf })
      const notify = (change: RowChange<CustomerRow>): void => {
        roster.changed(change)
        columns.changed(change)
      }
      let step = 0
      changing(withKey(some, 'customerId'), rows, notify, () => {
        step += 1
        if (startsOver && step === from) columns.clear()
        if (step < from) return
        const shown = keys.map((id) => {
          const at = ordinalOf(id) ?? -1
          return [columns.name()[at], columns.archived()[at], columns.detail('city')[at]]
        })
        const expected = keys.map((id) => {
          const row = rows.get(id)
          return row === undefined ? [] : [row.name, row.archived, Object.values(row.details)[0] ?? null]
        })
        expect(shown.map((row) => row.filter((value) => value !== undefined))).toEqual(expected)
      })
    },
  )
})
