import { getOrElse, isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import {
  acme,
  anna,
  answered,
  assigned,
  bertil,
  beta,
  cecilia,
  event,
  gA,
  gamma,
  gB,
  type LogEvent,
  logOf,
  moved,
  registerOf,
} from '../../log.js'
import {
  type CustomerReport,
  createProjections,
  customerReport,
  groupReport,
  type Register,
  savedReports,
} from '../../source.js'

const report = (reportId: string, name: string, data: object = {}): LogEvent =>
  event('ReportSaved', `report-${reportId}`, { reportId, name, scope: 'own', ownerId: 'anna', filters: {}, ...data })

const nobody: CustomerReport = { rows: [], total: 0 }
const run = (register: Register, params: Parameters<typeof customerReport>[1]): CustomerReport =>
  getOrElse(() => nobody)(customerReport(register, params))

const names = (register: Register, viewer?: string): readonly string[] =>
  savedReports(register, { viewer }).map(({ name }) => name)

describe('saved reports', () => {
  test('are the viewer’s own and the office’s, by name', () => {
    const register = registerOf(report('r1', 'Yearly'), report('r2', 'Annual', { scope: 'office' }), report('r3', 'Öl'))
    expect(names(register, 'anna')).toEqual(['Annual', 'Öl', 'Yearly'])
    expect(names(register, 'bertil')).toEqual(['Annual'])
    expect(names(register)).toEqual(['Annual'])
  })
  test('are visible to all once shared and to no one once deleted', () => {
    const saved = [report('r1', 'Yearly'), event('ReportShared', 'report-r1', { reportId: 'r1' })]
    expect(names(registerOf(...saved), 'bertil')).toEqual(['Yearly'])
    expect(names(registerOf(...saved, event('ReportDeleted', 'report-r1', { reportId: 'r1' })), 'anna')).toEqual([])
  })
  test('can be run again with the saved filters and columns', () => {
    const filters = { groupIds: ['gA', null], text: 'oy' }
    const register = registerOf(anna, acme, gamma, report('r1', 'Yearly', { filters, columns: ['name'] }))
    const [saved] = savedReports(register, { viewer: 'anna' })
    expect(saved).toMatchObject({ ownerName: 'Anna Aalto', filters, columns: ['name'] })
    expect(run(register, { filter: saved?.filters, columns: saved?.columns ?? undefined })).toEqual({
      rows: [{ name: 'Acme Oy' }],
      total: 1,
    })
  })
  test('keep a deleted group, named as deleted in the language of the reader; it matches no one', () => {
    const register = registerOf(
      gA,
      gB,
      acme,
      beta,
      moved('acme', null, 'gA', '2024-01-02T08:00:00Z'),
      moved('beta', null, 'gB', '2024-01-02T08:00:00Z'),
      report('r1', 'Annual', { filters: { groupIds: ['gA', 'gB', null] } }),
      event('CustomerGroupDeleted', 'customerGroups', { groupId: 'gA', name: 'Accounting' }, '2024-02-01T08:00:00Z'),
    )
    const groupsIn = (locale: 'en' | 'fi' | 'sv' | 'et') =>
      savedReports(register, { viewer: 'anna', locale })[0]?.groups.map(({ name }) => name)
    expect(groupsIn('en')).toEqual(['(deleted group)', 'Billing', 'No group'])
    expect(groupsIn('fi')).toEqual(['(poistettu ryhmä)', 'Billing', 'Ei ryhmää'])
    expect(groupsIn('sv')).toEqual(['(borttagen grupp)', 'Billing', 'Ingen grupp'])
    expect(groupsIn('et')).toEqual(['(kustutatud grupp)', 'Billing', 'Grupita'])
    expect(run(register, { filter: { groupIds: ['gA'] } }).total).toBe(0)
    expect(answered(groupReport(register, { groupIds: ['gA', 'gB'] })).map(({ customerId }) => customerId)).toEqual([
      'beta',
    ])
  })
})

describe('a customer report', () => {
  const register = registerOf(acme, beta, gamma)

  test('counts the rows of all pages', () => {
    expect(run(register, { columns: ['name'], limit: 1, offset: 1 })).toEqual({ rows: [{ name: 'Beta Oy' }], total: 3 })
  })
  test('is refused without columns, or with an unknown one', () => {
    expect(customerReport(register, { columns: [] })).toEqual({ _tag: 'Left', left: { error: 'NoColumnsSelected' } })
    expect(isLeft(customerReport(register, { columns: ['shoeSize'] }))).toBe(true)
  })
})

describe('the group report of a user', () => {
  test('has only customers the user was responsible for on some day of the period', () => {
    const register = registerOf(
      anna,
      gA,
      acme,
      beta,
      moved('acme', null, 'gA', '2024-01-02T08:00:00Z'),
      moved('beta', null, 'gA', '2024-01-02T08:00:00Z'),
      assigned('customer-acme', 'r1', 'anna', { from: '2024-03-01' }),
    )
    const reported = (to: string) =>
      answered(groupReport(register, { groupIds: ['gA'], userId: 'anna', period: { from: '2024-01-01', to } }))
    expect(reported('2024-03-01').map(({ customerId }) => customerId)).toEqual(['acme'])
    expect(reported('2024-02-29')).toEqual([])
  })
})

describe('the history of an own report', () => {
  test('is for its author and administrators', () => {
    const { views, applyAll } = createProjections()
    applyAll(logOf(anna, bertil, cecilia, report('r1', 'Yearly'), report('r1', 'Annual')))
    const read = (viewer: string) => {
      const lines = views.subjectHistory({ subject: { kind: 'report', id: 'r1' }, viewer })
      return isLeft(lines) ? [] : lines.right.map(({ summary }) => summary)
    }
    expect(read('anna')).toEqual([
      'Report saved: Yearly → Annual',
      'Report saved: Yearly, Visible to: own, Owner: Anna Aalto',
    ])
    expect(read('cecilia')).toHaveLength(2)
    expect(read('bertil')).toEqual([])
  })
})
