import { covers, overlaps, roleOn } from '@clientele/domain'
import { fc, it } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { type BitSet, emptyBitSet, fullBitSet, hasBit, setBit, sliceBits } from '../../src/data-structures/bit-set.js'
import { byName } from '../../src/data-structures/collation.js'
import { searchKey } from '../../src/data-structures/search-key.js'
import { sortInSteps } from '../../src/data-structures/sorting.js'
import { createNameIndex } from '../../src/indexes/names/name-index.js'
import { createFreeNumbers } from '../../src/indexes/numbers/free-numbers.js'
import {
  createResponsibilityIndex,
  type HolderSubjects,
  intervalsByEmployee,
  intervalsByRole,
} from '../../src/indexes/responsibilities/responsibility-index.js'
import { createTrigramIndex } from '../../src/indexes/search/trigram-index.js'
import { createTrackingIndex } from '../../src/indexes/tracking-index.js'
import type { AssignmentRow, TrackingRow } from '../../src/tables/rows.js'

const numbersIn = (bits: BitSet): readonly number[] =>
  Array.from({ length: bits.length * 32 }, (_, at) => at).filter((at) => hasBit(bits, at))

describe('texts in names', () => {
  const syllables = ['op', 'ti', 'oyj', 'å', 'ö', 'ß', ' & ', '“', '7', '한', '😀', '__proto__', "'"]
  const name = fc.array(fc.constantFrom(...syllables), { maxLength: 6 }).map((parts) => searchKey(parts.join('')))
  const text = name.filter((one) => one !== '')

  it.prop([fc.array(name, { minLength: 1, maxLength: 40 }), fc.array(fc.tuple(fc.nat(39), name)), text])(
    'are found at any place, even in names that changed after thousands were indexed',
    (parts, renames, sought) => {
      const names = Array.from({ length: 5_000 }, (_, at) => parts[at % parts.length] ?? '')
      const grams = createTrigramIndex({ size: () => names.length, searchKeyOf: (ordinal) => names[ordinal] ?? '' })
      for (const ordinal of names.keys()) grams.changed(ordinal)
      const everybody = fullBitSet(names.length)
      grams.search(sought, everybody)
      for (const [ordinal, to] of renames) {
        names[ordinal] = to
        grams.changed(ordinal)
      }
      const expected = names.flatMap((one, ordinal) => (one.includes(sought) ? [ordinal] : []))
      expect(numbersIn(grams.search(sought, everybody))).toEqual(expected)
    },
  )
})

describe('texts in names that changed repeatedly', () => {
  it('are found, and old names are not stored', () => {
    const names = Array.from({ length: 3_000 }, () => '')
    const grams = createTrigramIndex({ size: () => names.length, searchKeyOf: (ordinal) => names[ordinal] ?? '' })
    const everybody = fullBitSet(names.length)
    for (let time = 0; time < 12; time += 1) {
      for (const ordinal of names.keys()) {
        names[ordinal] = `name ${time} ${(ordinal * 7 + time) % 1_000}`
        grams.changed(ordinal)
      }
      const sought = `${time} 99`
      const expected = names.flatMap((one, ordinal) => (one.includes(sought) ? [ordinal] : []))
      expect(numbersIn(grams.search(sought, everybody))).toEqual(expected)
      expect(numbersIn(grams.search(`name ${time - 1} `, everybody))).toEqual([])
    }
    expect(grams.segments).toBeLessThanOrEqual(8 + 6)
  })
})

describe('roles on a day', () => {
  const day = fc.constantFrom('2024-01-01', '2024-03-01', '2024-06-30', '2025-01-01', '2026-12-31')
  const role = fc.constantFrom(null, 'accountant', 'manager')
  const row = fc
    .record({
      subjectId: fc.constantFrom('1', '2', '3'),
      kind: fc.constantFrom('customer' as const, 'project' as const),
      from: fc.option(day, { nil: null }),
      until: fc.option(day, { nil: null }),
      roleId: role,
      earlierRoles: fc.uniqueArray(fc.record({ roleId: role, until: day }), { selector: ({ until }) => until }),
    })
    .map((one): AssignmentRow => {
      const earlierRoles = [...one.earlierRoles].sort((a, b) => (a.until < b.until ? -1 : 1))
      const subject = `${one.kind}-${one.subjectId}`
      return { ...one, earlierRoles, subject, assignmentId: 'a', employeeId: 'e', roleIds: [] }
    })
  const changes = fc.array(fc.tuple(fc.nat(5), fc.option(row, { nil: null })), { maxLength: 30 })

  it.prop([changes, day, fc.boolean()])('are those of the existing responsibilities', (steps, asOf, isReadLater) => {
    const rows = new Map<number, AssignmentRow>()
    const held = createResponsibilityIndex({
      assignments: { rows: () => rows.values(), keyOf: ({ assignmentId }) => assignmentId },
      ordinalOf: Number,
      intervalsOf: intervalsByRole,
    })
    if (isReadLater) held.clear()
    for (const [key, after] of steps) {
      const before = rows.get(key) ?? null
      if (after === null) rows.delete(key)
      else rows.set(key, after)
      held.changed({ table: 'assignments', key: String(key), before, after })
      const expected = [...rows.values()].filter((one) => covers(one, asOf) && roleOn(one, asOf) === 'manager')
      const { customers, hasProject } = held.on('manager', asOf)
      const ids = ['1', '2', '3']
      const isExpected = (subject: string) => expected.some((one) => one.subject === subject)
      expect(ids.map((id) => hasBit(customers, Number(id)))).toEqual(ids.map((id) => isExpected(`customer-${id}`)))
      expect(ids.map(hasProject)).toEqual(ids.map((id) => isExpected(`project-${id}`)))
    }
  })
})

describe('responsibilities of employees', () => {
  const day = fc.constantFrom('2024-01-01', '2024-03-01', '2024-06-30', '2025-01-01')
  const bound = fc.option(day, { nil: null })
  const row = fc
    .record({
      subjectId: fc.constantFrom('1', '2', '40'),
      kind: fc.constantFrom('customer' as const, 'project' as const),
      employeeId: fc.constantFrom('anna', 'ben'),
      from: bound,
      until: bound,
    })
    .map((one): AssignmentRow => {
      const subject = `${one.kind}-${one.subjectId}`
      return { ...one, subject, assignmentId: 'a', roleId: null, earlierRoles: [], roleIds: [] }
    })
  const changes = fc.array(fc.tuple(fc.nat(7), fc.option(row, { nil: null })), { maxLength: 40 })

  it.prop([changes, fc.nat(40), day, fc.record({ from: bound, until: bound })])(
    'are correct, whenever they are first queried',
    (steps, askedAfter, asOf, days) => {
      const rows = new Map<number, AssignmentRow>()
      const held = createResponsibilityIndex({
        assignments: { rows: () => rows.values(), keyOf: ({ assignmentId }) => assignmentId },
        ordinalOf: Number,
        intervalsOf: intervalsByEmployee,
      })
      const subjectsOf = ({ customers, projects }: HolderSubjects): readonly string[] => [
        ...numbersIn(customers).map((number) => `customer-${number}`),
        ...projects.map((id) => `project-${id}`),
      ]
      const expected = (counts: (one: AssignmentRow) => boolean): readonly string[] => {
        const subjects = [...rows.values()].filter((one) => one.employeeId === 'anna' && counts(one))
        return [...new Set(subjects.map(({ subject }) => subject))].sort()
      }
      steps.forEach(([key, after], step) => {
        const before = rows.get(key) ?? null
        if (after === null) rows.delete(key)
        else rows.set(key, after)
        held.changed({ table: 'assignments', key: String(key), before, after })
        if (step < askedAfter) return
        expect([...subjectsOf(held.on('anna', asOf))].sort()).toEqual(expected((one) => covers(one, asOf)))
        expect([...subjectsOf(held.during('anna', days))].sort()).toEqual(expected((one) => overlaps(one, days)))
        expect([...subjectsOf(held.during('anna', { from: null, until: null }))].sort()).toEqual(expected(() => true))
      })
    },
  )
})

describe('values of tracking dimensions', () => {
  const instant = fc.constantFrom('2024-01-01T00:00:00.000Z', '2024-06-01T12:00:00.000Z', '2025-01-01T08:30:00.123Z')
  const row = fc.record<TrackingRow>({
    customerId: fc.constantFrom('0', '1', '40'),
    dimension: fc.constantFrom('size', 'branch'),
    value: fc.constantFrom('a', 'b'),
    from: instant,
    until: fc.option(instant, { nil: null }),
  })
  const changes = fc.array(fc.tuple(fc.nat(6), fc.option(row, { nil: null })), { maxLength: 40 })
  const timeOf = (until: string | null): number => (until === null ? Number.POSITIVE_INFINITY : Date.parse(until))

  it.prop([changes, changes])('are those of the rows, before and after the first query', (first, later) => {
    const rows = new Map<number, TrackingRow>()
    const tracked = createTrackingIndex({
      from: { rows: () => rows.values(), keyOf: ({ dimension }) => dimension },
      ordinalOf: Number,
    })
    for (const steps of [first, later]) {
      for (const [key, after] of steps) {
        const before = rows.get(key) ?? null
        if (after === null) rows.delete(key)
        else rows.set(key, after)
        tracked.changed({ table: 'trackingItems', key: String(key), before, after })
      }
      const progress: string[] = []
      tracked.forEach('size', (customer, value, from, until) => {
        progress.push([customer, tracked.valueOf(value), from, until].join(' '))
      })
      const expected = [...rows.values()]
        .filter(({ dimension }) => dimension === 'size')
        .map((one) => [one.customerId, one.value, timeOf(one.from), timeOf(one.until)].join(' '))
      expect(progress.sort()).toEqual(expected.sort())
    }
  })
})

describe('preparation in steps', () => {
  it.prop([fc.array(fc.tuple(fc.nat(5), fc.nat()), { maxLength: 30 })])('sorts like without steps', (some) => {
    type Pair = readonly [number, number]
    const items = Array.from({ length: 5_000 }, (_, at): Pair => some[at % some.length] ?? [at % 7, at])
    const compare = (a: Pair, b: Pair): number => a[0] - b[0]
    const steps = sortInSteps(items, compare)
    let step = steps.next()
    while (step.done !== true) step = steps.next()
    expect(step.value).toEqual([...items].sort(compare))
  })

  it('includes changes made meanwhile', () => {
    const names = Array.from({ length: 3_000 }, (_, at) => ({ id: String(at), name: `n${at % 50}` }))
    const order = createNameIndex(
      () => names,
      (one) => one,
    )
    const steps = order.prepare('en')[Symbol.iterator]()
    steps.next()
    const [before] = names.splice(0, 1)
    order.changed(before ?? null, null)
    let last = steps.next()
    while (last.done !== true) last = steps.next()
    expect(last.value).toBe(true)
    expect(order.inOrder('en')).toEqual([...names].sort(byName('en')))
  })
})

describe('a part of a set of numbers', () => {
  it.prop([fc.uniqueArray(fc.nat(200)), fc.nat(50), fc.nat(50)])('is read in their order', (numbers, offset, limit) => {
    const bits = emptyBitSet(201)
    for (const one of numbers) setBit(bits, one)
    const sorted = [...numbers].sort((a, b) => a - b)
    expect(sliceBits(bits, offset, limit)).toEqual(sorted.slice(offset, offset + limit))
  })
})

describe('reserved numbers', () => {
  const number = fc.integer({ min: 1, max: 400 })
  const batches = fc.array(fc.tuple(fc.array(number, { maxLength: 150 }), number, number), { maxLength: 6 })

  it.prop([fc.array(number), batches])('are counted by range, including later ones', (before, steps) => {
    const numbers = createFreeNumbers()
    numbers.fill(() => before)
    const reserved = new Set(before)
    for (const [more, first, last] of steps) {
      for (const one of more) {
        numbers.reserve(one)
        reserved.add(one)
      }
      const expected = [...reserved].filter((one) => one >= first && one <= last).length
      expect(numbers.reservedIn(first, last)).toBe(expected)
    }
  })
})
