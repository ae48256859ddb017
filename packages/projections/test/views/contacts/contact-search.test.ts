import { describe, expect, it } from 'vitest'
import {
  acme,
  anna,
  answered,
  assigned,
  bertil,
  beta,
  cecilia,
  contact,
  customer,
  employee,
  event,
  gamma,
  type LogEvent,
  project,
  registerOf,
} from '../../log.js'
import {
  type ContactSearchParams,
  contactSearch,
  customerList,
  duplicateCandidates,
  targetGroup,
} from '../../source.js'

const linked = (personId: string, customerId: string): LogEvent =>
  event('ContactLinkedToCompany', `person-${personId}`, { customerId })
const categorised = (personId: string, category: string): LogEvent =>
  event('ContactCategoryAssigned', `person-${personId}`, { category })
const dora = employee('dora', 'Dora Dahl', { teams: ['south', 'east'] })

const register = registerOf(
  anna,
  bertil,
  cecilia,
  dora,
  acme,
  beta,
  gamma,
  customer('delta', 'Delta Oy', { contactInfo: { street: 'Ångströmsgatan 1', postalCode: '00100', city: 'Åbo' } }),
  project('x', 'delta', 'Project X'),
  assigned('customer-gamma', 'r1', 'dora', { until: '2024-06-01' }),
  assigned('project-x', 'r2', 'anna'),
  contact('p1', 'Aho', { email: 'aho@mail.example' }),
  contact('p2', 'Berg'),
  contact('p3', 'Carlsson'),
  contact('p4', 'Duck'),
  linked('p1', 'acme'),
  linked('p2', 'gamma'),
  linked('p3', 'delta'),
  categorised('p1', 'vip'),
  categorised('p2', 'press'),
  contact('p5', 'Ek'),
  event('PrivateCustomerCreated', 'person-p5', { customerId: 'p5' }),
  customer('p5', 'Ek', { kind: 'privateCustomer', personId: 'p5', contactInfo: { city: 'Lahti' } }),
)

const found = (params: ContactSearchParams): readonly string[] =>
  contactSearch(register, { asOf: '2024-03-01', ...params }).map(({ personId }) => personId)

describe('a search for contacts', () => {
  it('finds persons by last name', () => {
    expect(found({})).toEqual(['p1', 'p2', 'p3', 'p4', 'p5'])
  })

  it('by address looks at street, postal code and city of the customers, without case and diacritics', () => {
    expect(found({ searchType: 'address', text: 'angstrom' })).toEqual(['p3'])
    expect(found({ searchType: 'address', text: '00100 abo' })).toEqual(['p3'])
    expect(found({ searchType: 'address', text: 'lahti' })).toEqual(['p5'])
  })

  it('of mine are contacts of customers the viewer owns or is responsible for, also by a project', () => {
    expect(found({ selection: 'mine', viewer: 'anna' })).toEqual(['p1', 'p3'])
    expect(found({ selection: 'mine', viewer: 'dora' })).toEqual(['p2'])
    expect(found({ selection: 'mine', viewer: 'dora', asOf: '2024-07-01' })).toEqual([])
  })

  it('of my group are those of all employees who share a team with the viewer', () => {
    expect(found({ selection: 'myGroup', viewer: 'bertil' })).toEqual(['p2'])
    expect(found({ selection: 'myGroup', viewer: 'anna' })).toEqual(['p1', 'p3'])
  })

  it('of mine finds no one without a viewer', () => {
    expect(found({ selection: 'mine' })).toEqual([])
    expect(found({ selection: 'myGroup', viewer: 'nobody' })).toEqual([])
  })

  it('by category takes one or any of several', () => {
    expect(found({ category: 'vip' })).toEqual(['p1'])
    expect(found({ category: ['vip', 'press'] })).toEqual(['p1', 'p2'])
    expect(found({ category: ['vip', 'press'], text: 'berg' })).toEqual(['p2'])
  })

  it('by a rare category finds each person once, by name, and the survivor of a merged one', () => {
    const many = Array.from({ length: 2_000 }, (_, at) => contact(`m${at}`, `Name ${1_999 - at}`))
    const some = registerOf(
      ...many,
      ...['m7', 'm300', 'm1999', 'm5'].map((id) => categorised(id, 'rare')),
      categorised('m7', 'press'),
      event('ContactMergedInto', 'person-m5', { survivorId: 'm6' }),
    )
    const ids = (params: ContactSearchParams) => contactSearch(some, params).map(({ personId }) => personId)
    expect(ids({ category: ['rare', 'press'] })).toEqual(['m1999', 'm300', 'm7', 'm6'])
    expect(ids({ category: 'rare', text: 'Name 1992', limit: 1 })).toEqual(['m7'])
    expect(ids({ category: 'rare', offset: 1, limit: 1 })).toEqual(['m300'])
    expect(ids({ category: 'unknown' })).toEqual([])
  })

  it('by telephone or e-mail finds the same whether few or many match', () => {
    const digits = (at: number) => ({ phone: `+358 ${at}`, mobile: at % 2 === 0 ? null : `050 ${at}` })
    const many = Array.from({ length: 2_000 }, (_, at) =>
      contact(`m${at}`, `Name ${1_999 - at}`, { ...digits(at), email: `Person${at}@Mail.example` }),
    )
    const some = registerOf(...many, event('ContactMergedInto', 'person-m1777', { survivorId: 'm6' }))
    const ids = (params: ContactSearchParams) => contactSearch(some, params).map(({ personId }) => personId)
    const digitsOf = (text: string | null) => (text ?? '').replace(/\D/g, '')
    const isIn = (number: string | null, part: string) =>
      digitsOf(part) !== '' && digitsOf(number).includes(digitsOf(part))
    const withDigits = (part: string) =>
      [...some.tables.persons.rows()]
        .filter((one) => one.mergedInto === null && [one.phone, one.mobile].some((number) => isIn(number, part)))
        .map(({ personId }) => personId)
    for (const part of ['1777', '177', '0 17', '8 1776', '77 050', '9', 'none'])
      expect(ids({ searchType: 'phone', text: part }).sort()).toEqual(withDigits(part).sort())
    expect(ids({ searchType: 'phone', text: '199' }).slice(0, 3)).toEqual(['m1999', 'm1998', 'm199'])
    expect(ids({ searchType: 'email', text: 'person12@mail' })).toEqual(['m12'])
    expect(ids({ searchType: 'email', text: 'PERSON199' })).toHaveLength(11)
    expect(ids({ searchType: 'email', text: 'nobody' })).toEqual([])
  })

  it('finds persons only if contacts are among the types', () => {
    expect(found({ types: ['contact', 'company'], text: 'berg' })).toEqual(['p2'])
    expect(found({ types: ['company'] })).toEqual([])
  })

  it('returns a page of what is found', () => {
    expect(found({ limit: 1, offset: 3 })).toEqual(['p4'])
  })
})

describe('a merged person', () => {
  const merged = registerOf(
    contact('a', 'Aho', { email: 'aho@mail.example' }),
    contact('b', 'Aho', { email: 'aho@mail.example' }),
    event('ContactMergedInto', 'person-b', { survivorId: 'a' }),
  )

  it('is not found', () => {
    expect(contactSearch(merged).map(({ personId }) => personId)).toEqual(['a'])
  })

  it('is not contacted a second time', () => {
    expect(targetGroup(merged, { channel: 'email' })).toMatchObject({
      persons: [{ personId: 'a' }],
      excluded: { ban: 0, noConsent: 0, erased: 0, noAddress: 0 },
    })
  })
})

describe('a search for contacts, as users type', () => {
  const some = registerOf(
    contact('karin', 'von Essen', { firstName: 'Karin Maria', phone: '040 123 4567' }),
    contact('kari', 'Vonkanen', { firstName: 'Kari', mobile: '+358 50-765 4321' }),
    contact('brien', 'O\u2019Brien', { firstName: 'S\u00f8ren' }),
    contact('alone', 'Karin von', { phone: 'none' }),
    customer('puu', 'Meri\u00a0Puu'),
    customer('energy', '\u00d8rsted Stra\u00dfe'),
  )
  const ids = (params: ContactSearchParams): readonly string[] =>
    contactSearch(some, params).map(({ personId }) => personId)

  it('finds a text across both names, in either order, whichever name is searched', () => {
    expect(ids({ text: 'Maria von' })).toEqual(['karin'])
    expect(ids({ text: 'karin maria VON ess' })).toEqual(['karin'])
    expect(ids({ text: 'von Essen, Karin' })).toEqual(['karin'])
    expect(ids({ searchType: 'firstName', text: 'essen kar' })).toEqual(['karin'])
    expect(ids({ text: 'Karin von' })).toEqual(['alone'])
    expect(ids({ text: 'essen maria' })).toEqual([])
  })

  it('finds either name where the name is searched', () => {
    expect(ids({ searchType: 'name', text: 'kar' })).toEqual(['alone', 'karin', 'kari'])
    expect(ids({ searchType: 'name', text: 'soren' })).toEqual(['brien'])
    expect(ids({ searchType: 'name', text: "soren o'b" })).toEqual(['brien'])
    expect(ids({ searchType: 'name', text: 'nobody' })).toEqual([])
  })

  it('compares telephone numbers by their digits, each number on its own', () => {
    expect(ids({ searchType: 'phone', text: '0401234567' })).toEqual(['karin'])
    expect(ids({ searchType: 'phone', text: '(040) 123-45' })).toEqual(['karin'])
    expect(ids({ searchType: 'phone', text: '50 7654321' })).toEqual(['kari'])
    expect(ids({ searchType: 'phone', text: '45673585' })).toEqual([])
    expect(ids({ searchType: 'phone', text: 'none' })).toEqual([])
  })

  it('matches letters that users type instead', () => {
    expect(ids({ text: "O'BRIEN" })).toEqual(['brien'])
    const named = (text: string) => answered(customerList(some, { filter: { text }, columns: ['customerId'] }))
    expect(named('meri puu')).toEqual([{ customerId: 'puu' }])
    expect(named('orsted strasse')).toEqual([{ customerId: 'energy' }])
  })

  it('finds similar customers written with other letters', () => {
    const similar = registerOf(customer('a', 'Caf\u00e9\u00a0\u00d8st'), customer('b', 'CAFE OST'))
    expect(duplicateCandidates(similar)).toEqual([{ because: 'name', customerIds: ['b', 'a'] }])
  })
})
