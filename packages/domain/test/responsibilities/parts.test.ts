import {
  type Assignment,
  beginBeforeTheyEnd,
  neverOverlap,
  partsMakeTheWhole,
  roleOn,
  segmentsOf,
  withRole,
} from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import { laterStart, uncoveredDays } from '../../src/rules/responsibilities/gaps.js'

const assignment = (more: Partial<Assignment> = {}): Assignment => ({
  assignmentId: 'a',
  employeeId: 'anna',
  roleId: null,
  from: '2024-03-10',
  until: null,
  earlierRoles: [],
  ...more,
})
const seller = withRole(assignment(), 'seller', '2024-03-15')

describe('the role of a responsibility', () => {
  test('changes from a day on, or from the start', () => {
    expect(seller).toMatchObject({ roleId: 'seller', earlierRoles: [{ roleId: null, until: '2024-03-15' }] })
    for (const from of [undefined, '2024-03-10', '2024-03-01'])
      expect(withRole(seller, 'boss', from)).toMatchObject({ roleId: 'boss', earlierRoles: [] })
    expect(withRole(assignment({ from: null }), 'seller', '2024-03-15').earlierRoles).toEqual([
      { roleId: null, until: '2024-03-15' },
    ])
  })
  test('is the one of that day', () => {
    const boss = withRole(seller, 'boss', '2024-03-20')
    expect(['2024-03-14', '2024-03-15', '2024-03-19', '2024-03-20'].map((day) => roleOn(boss, day))).toEqual([
      null,
      'seller',
      'seller',
      'boss',
    ])
    expect(roleOn(assignment({ roleId: 'seller' }), '2024-03-10')).toBe('seller')
  })
  test('given on the day of the last one replaces it', () => {
    expect(withRole(seller, 'boss', '2024-03-15').earlierRoles).toEqual([{ roleId: null, until: '2024-03-15' }])
  })
})

describe('the parts of a responsibility', () => {
  test('are clipped to its interval', () => {
    expect(segmentsOf({ ...seller, until: '2024-03-20' })).toEqual([
      { roleId: null, from: '2024-03-10', until: '2024-03-15' },
      { roleId: 'seller', from: '2024-03-15', until: '2024-03-20' },
    ])
    expect(segmentsOf({ ...seller, until: '2024-03-12' })).toEqual([
      { roleId: null, from: '2024-03-10', until: '2024-03-12' },
    ])
    expect(segmentsOf(assignment({ until: '2024-03-10' }))).toEqual([])
    expect(segmentsOf({ ...seller, from: null })).toEqual([
      { roleId: null, from: null, until: '2024-03-15' },
      { roleId: 'seller', from: '2024-03-15', until: null },
    ])
  })
  test('cover the whole', () => {
    expect([seller, assignment(), { ...seller, until: '2024-03-12' }].map(partsMakeTheWhole)).toEqual([
      true,
      true,
      true,
    ])
    expect(partsMakeTheWhole(assignment({ until: '2024-03-10' }))).toBe(false)
  })
})

describe('the responsibilities on one subject', () => {
  test('start before they end', () => {
    expect(beginBeforeTheyEnd([assignment(), assignment({ until: '2024-03-11' })])).toBe(true)
    expect(beginBeforeTheyEnd([assignment(), assignment({ until: '2024-03-10' })])).toBe(false)
  })
  test('never give one employee one role twice on a day, even by their parts', () => {
    expect(neverOverlap([seller, assignment({ assignmentId: 'b', until: '2024-03-15' })])).toBe(false)
    expect(neverOverlap([seller, assignment({ assignmentId: 'b', from: '2024-03-15' })])).toBe(true)
    expect(neverOverlap([])).toBe(true)
  })
})

describe('the free days of an interval', () => {
  const wanted = { employeeId: 'anna', roleId: null, from: '2024-01-01', until: '2024-12-31' }
  const part = (from: string | null, until: string | null) => ({ from, until })
  const days = (until: string | null, ...parts: readonly ReturnType<typeof part>[]) =>
    uncoveredDays({ ...wanted, until }, parts).map((one) => [one.from, one.until])

  test('are all of them if nothing is assigned, or only before and after', () => {
    expect(days('2024-12-31')).toEqual([['2024-01-01', '2024-12-31']])
    expect(days('2024-12-31', part(null, '2024-01-01'), part('2024-12-31', null))).toEqual([
      ['2024-01-01', '2024-12-31'],
    ])
    expect(days(null)).toEqual([['2024-01-01', null]])
  })
  test('lie before, between and after assigned ones, in whatever order those are given', () => {
    const parts = [part('2024-06-01', '2024-07-01'), part('2024-02-01', '2024-03-01')]
    const between = [
      ['2024-01-01', '2024-02-01'],
      ['2024-03-01', '2024-06-01'],
    ]
    expect(days('2024-12-31', ...parts)).toEqual([...between, ['2024-07-01', '2024-12-31']])
    expect(days(null, ...parts.toReversed())).toEqual([...between, ['2024-07-01', null]])
    expect(days('2024-05-01', ...parts)).toEqual([between[0], ['2024-03-01', '2024-05-01']])
  })
  test('are none if all are assigned, by one or several', () => {
    expect(days('2024-12-31', part(null, null))).toEqual([])
    expect(days(null, part('2023-01-01', '2024-06-01'), part('2024-05-01', null))).toEqual([])
    expect(days('2024-06-01', part('2024-01-01', '2024-06-01'))).toEqual([])
    expect(days('2024-06-01', part('2024-01-01', '2024-05-31'))).toEqual([['2024-05-31', '2024-06-01']])
  })
  test('keep employee and role', () => {
    expect(uncoveredDays({ ...wanted, roleId: 'seller' }, [])).toEqual([{ ...wanted, roleId: 'seller' }])
  })
  test('start with the later of two first days', () => {
    expect([
      laterStart(null, '2024-01-02'),
      laterStart('2024-01-01', '2024-01-02'),
      laterStart('2024-01-03', '2024-01-02'),
    ]).toEqual(['2024-01-02', '2024-01-02', '2024-01-03'])
  })
})
