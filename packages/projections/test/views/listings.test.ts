import { describe, expect, it } from 'vitest'
import { acme, anna, assigned, beta, employee, gA, gB, logOf, moved, project, registerOf, role } from '../log.js'
import {
  assigneeListing,
  createProjections,
  customerListing,
  groupMembersListing,
  type Listing,
  type ListingCell,
  type Locale,
  locales,
  matrixListing,
  messagesFor,
} from '../source.js'

const day = '2024-03-15'

const sheet = ({ columns, rows }: Listing): readonly (readonly ListingCell[])[] => [
  columns.map(({ heading }) => heading),
  ...rows,
]

describe('a listing', () => {
  it('of the assignees has exactly the seven columns in order', () => {
    expect(
      sheet(assigneeListing(registerOf(anna, acme, assigned('customer-acme', 'r1', 'anna')), { asOf: day })),
    ).toEqual([
      [
        'Customer Name',
        'Customer group',
        'Name of the person in charge',
        'E-mail address',
        'Seller information',
        'Interval',
        'Customer role',
      ],
      ['Acme Oy', '', 'Anna Aalto', 'anna@own.fi', '11', '2024-01-01 –', ''],
    ])
  })

  it('writes an interval with its last day inclusive and omits an open side', () => {
    const interval = (from: string | null, until: string | null) =>
      sheet(
        assigneeListing(registerOf(anna, acme, assigned('customer-acme', 'r1', 'anna', { from, until })), {
          asOf: day,
        }),
      )[1]?.[5]
    expect(interval('2024-01-01', '2024-07-01')).toBe('2024-01-01 – 2024-06-30')
    expect(interval(null, '2024-07-01')).toBe('– 2024-06-30')
    expect(interval(null, null)).toBe('')
  })

  it('of a group has its customers only', () => {
    const register = registerOf(acme, beta, gA, gB, moved('acme', null, 'gA'), moved('beta', null, 'gB'))
    expect(sheet(groupMembersListing(register, { groupId: 'gA', includeSubgroups: false }))).toEqual([
      ['Customer number', 'Customer Name', 'Customer group'],
      ['', 'Acme Oy', 'Accounting'],
    ])
  })

  it('of customers has the columns chosen at export', () => {
    const listing = customerListing(registerOf(acme), { columns: ['name', 'kind', 'archived'] })
    expect(listing._tag === 'Right' && sheet(listing.right)).toEqual([
      ['Name', 'Kind', 'Archived'],
      ['Acme Oy', 'company', 'no'],
    ])
  })

  it('of the matrix has a column per employee, by role with the roles in the cells', () => {
    const register = registerOf(
      anna,
      acme,
      project('x', 'acme', 'Project X'),
      role('accountant', 'Accountant'),
      assigned('customer-acme', 'r1', 'anna', { roleId: 'accountant' }),
    )
    expect(sheet(matrixListing(register, { asOf: day }))).toEqual([
      ['Customer Name', 'Anna Aalto'],
      ['Acme Oy', 'x'],
    ])
    expect(sheet(matrixListing(register, { asOf: day, mode: 'byRole', showProjects: true }))).toEqual([
      ['Customer Name', 'Project', 'Anna Aalto'],
      ['Acme Oy', '', 'Accountant'],
      ['Acme Oy', 'Project X', ''],
    ])
  })

  it('of the matrix accepts ids like `constructor`', () => {
    const register = registerOf(
      employee('constructor', 'C'),
      employee('__proto__', 'P'),
      acme,
      assigned('customer-acme', 'r1', '__proto__'),
    )
    expect(sheet(matrixListing(register, { asOf: day }))).toEqual([
      ['Customer Name', 'C', 'P'],
      ['Acme Oy', '', 'x'],
    ])
  })

  it('of a history has the changes', () => {
    const projections = createProjections()
    projections.applyAll(logOf(acme))
    const listing = projections.views.historyListing({ subject: { kind: 'customer', id: 'acme' } })
    expect(listing._tag === 'Right' && sheet(listing.right)[1]?.[4]).toBe('Name: Acme Oy; Kind: company; Owner: anna')
  })

  it('of a history has reasons and origins', () => {
    const projections = createProjections()
    const [registered] = logOf(acme)
    if (registered === undefined) throw new Error('nothing happened')
    const metadata = { ...registered.metadata, reason: 'moved here', origin: 'import' } as const
    projections.applyAll([{ ...registered, metadata }])
    const changes = (locale: Locale): unknown => {
      const listing = projections.views.historyListing({ subject: { kind: 'customer', id: 'acme' }, locale })
      return listing._tag === 'Right' && sheet(listing.right)[1]?.[4]
    }
    expect(changes('en')).toMatch(/; Reason: moved here; Via: import$/)
    expect(changes('fi')).toMatch(/; Syy: moved here; Tapa: tuonti$/)
  })

  it('has headings and sentences in every language', () => {
    const missing = locales.flatMap((locale) => {
      const { headings, events } = messagesFor(locale)
      return Object.values({ ...headings, ...events }).filter((text) => text.trim() === '')
    })
    expect(missing).toEqual([])
    expect(messagesFor('xx')).toBe(messagesFor('en'))
  })
})
