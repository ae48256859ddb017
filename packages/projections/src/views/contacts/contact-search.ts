import { phoneKey, searchKey } from '../../data-structures/search-key.js'
import { localeOf } from '../../messages/locale.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { paginate } from '../../query/paging/paginate.js'
import { responsibilityOf, visibleCustomers } from '../../query/visibility/customers.js'
import { visiblePersons } from '../../query/visibility/persons.js'
import type { Register } from '../../register/register.js'
import { personTexts } from '../../tables/person-texts.js'
import type { EmployeeRow, PersonRow } from '../../tables/rows.js'
import { byNames } from './contact-names.js'
import { type ContactRow, rowOf } from './contact-row.js'

/**
 * The searched field, by default the last name. `name` searches first and last name; a text of several words is
 * searched across both names, whichever of them is chosen. `phone` compares digits. `address` is the address of visible
 * customers.
 */
export const searchTypes = ['lastName', 'firstName', 'name', 'email', 'phone', 'address'] as const
export type SearchType = (typeof searchTypes)[number]

/**
 * Whose contacts: all, those of customers that the viewer owns or is responsible for (`mine`), or those of its teams
 * (`myGroup`).
 */
export const selections = ['all', 'mine', 'myGroup'] as const
export type Selection = (typeof selections)[number]

/** Filters combine with AND, values of one filter with OR. */
export type ContactSearchParams = QueryContext &
  PageRequest & {
    readonly text?: string | undefined
    readonly searchType?: SearchType | undefined
    readonly selection?: Selection | undefined
    readonly category?: string | readonly string[] | undefined
    /** The record types to search; persons are found if `contact` is among them, or if it is omitted. */
    readonly types?: readonly string[] | undefined
  }

const customersOf = ({ customerId, companyIds }: PersonRow): readonly string[] =>
  customerId === null ? companyIds : [customerId, ...companyIds]

const addressOf = ({ tables }: Register, person: PersonRow, isVisible: (customerId: string) => boolean): string =>
  customersOf(person)
    .filter(isVisible)
    .flatMap((id) => {
      const details = tables.customers.get(id)?.details ?? {}
      return [details.street, details.postalCode, details.city]
    })
    .filter(Boolean)
    .join(' ')

/** A predicate for persons; `null` if it does not limit. */
type Limit = ((person: PersonRow) => boolean) | null

const noPerson: Limit = () => false

const nameColumns = {
  lastName: ['lastName'],
  firstName: ['firstName'],
  name: ['lastName', 'firstName'],
} as const

const byPhone = (text: string): Limit => {
  const key = phoneKey(text)
  return key === '' ? noPerson : (person) => personTexts.phones(person).includes(key)
}

const byText =
  (key: string, textOf: (person: PersonRow) => string): Limit =>
  (person) =>
    searchKey(textOf(person)).includes(key)

const searchKeyIn = ({ text = '' }: ContactSearchParams): string => searchKey(text.trim())

const bySearch = (register: Register, params: ContactSearchParams): Limit => {
  const { searchType = 'lastName' } = params
  const key = searchKeyIn(params)
  if (key === '') return null
  if (searchType === 'email') return byText(key, personTexts.email)
  if (searchType === 'phone') return byPhone(key)
  if (searchType !== 'address') return byNames(register, nameColumns[searchType], key) ?? noPerson
  const isVisible = visibleCustomers(register, params)
  return byText(key, (person) => addressOf(register, person, isVisible))
}

const categoriesIn = ({ category }: ContactSearchParams): readonly string[] =>
  typeof category === 'string' ? [category] : (category ?? [])

const byCategory = (params: ContactSearchParams): Limit => {
  const wanted = categoriesIn(params)
  return wanted.length === 0 ? null : ({ categories }) => wanted.some((one) => categories.includes(one))
}

const byType = ({ types }: ContactSearchParams): Limit =>
  types === undefined || types.includes('contact') ? null : noPerson

/** The viewer; for `myGroup`, all employees who share a team with it. */
const colleagues = ({ tables }: Register, { viewer, selection }: ContactSearchParams): readonly string[] => {
  const employee = tables.employees.get(viewer ?? '')
  if (employee === undefined) return []
  if (selection === 'mine') return [employee.employeeId]
  const isColleague = ({ employeeId, teams }: EmployeeRow): boolean =>
    employeeId === employee.employeeId || teams.some((team) => employee.teams.includes(team))
  return [...tables.employees.rows()].filter(isColleague).map(({ employeeId }) => employeeId)
}

const bySelection = (register: Register, params: ContactSearchParams): Limit => {
  if ((params.selection ?? 'all') === 'all') return null
  const { customers } = register.tables
  const owners = new Set(colleagues(register, params))
  const isHeld = responsibilityOf(register, owners, params.asOf)
  const isOfOwners = (id: string): boolean => owners.has(customers.get(id)?.ownerId ?? '') || isHeld(id)
  const isVisible = visibleCustomers(register, params)
  return (person) => customersOf(person).some((id) => isVisible(id) && isOfOwners(id))
}

const limitsOf = (register: Register, params: ContactSearchParams): readonly Limit[] => [
  byType(params),
  params.viewer === undefined ? null : visiblePersons(register, params),
  byCategory(params),
  bySelection(register, params),
  bySearch(register, params),
]

// Above this fraction of all persons, scanning them in order is faster than sorting the matches.
const maxFraction = 1 / 500

const matchesByCategory = (
  { tables }: Register,
  params: ContactSearchParams,
  maxMatches: number,
): readonly PersonRow[] | null => {
  const wanted = categoriesIn(params)
  if (wanted.length === 0) return null
  const persons = new Set<PersonRow>()
  for (const category of wanted)
    for (const person of tables.persons.rowsWhere('categories', category))
      if (persons.add(person).size > maxMatches) return null
  return [...persons]
}

const matchesByText = (
  { tables }: Register,
  params: ContactSearchParams,
  maxMatches: number,
): readonly PersonRow[] | null => {
  const key = searchKeyIn(params)
  if (key === '') return null
  if (params.searchType === 'phone') return tables.persons.rowsContaining('phones', phoneKey(key), maxMatches)
  return params.searchType === 'email' ? tables.persons.rowsContaining('email', key, maxMatches) : null
}

/** The candidates in order: the matches of one indexed filter if they are few, otherwise all persons. */
const candidates = (register: Register, params: ContactSearchParams): readonly PersonRow[] => {
  const { personsByName, tables } = register
  const locale = localeOf(params.locale)
  const maxMatches = tables.persons.size * maxFraction
  const some = matchesByCategory(register, params, maxMatches) ?? matchesByText(register, params, maxMatches)
  if (some === null) return personsByName.inOrder(locale)
  return personsByName.sorted(
    locale,
    some.filter(({ mergedInto }) => mergedInto === null),
  )
}

const searchPersons = function* (register: Register, params: ContactSearchParams): Iterable<PersonRow> {
  const limits = limitsOf(register, params).filter((limit) => limit !== null)
  if (limits.includes(noPerson)) return
  for (const person of candidates(register, params)) if (limits.every((admits) => admits(person))) yield person
}

/** The matching persons, by last and first name, lazily. */
export const contactRows = function* (register: Register, params: ContactSearchParams): Iterable<ContactRow> {
  const isVisible = visibleCustomers(register, params)
  for (const person of paginate(searchPersons(register, params), params))
    yield rowOf(register, person, isVisible, params.locale)
}

/**
 * Persons by last and first name, without merged ones; `text` is any part of the field, ignoring case and diacritics.
 * `mine` and `myGroup` are empty unless the viewer is an employee.
 */
export const contactSearch = (register: Register, params: ContactSearchParams = {}): readonly ContactRow[] => [
  ...contactRows(register, params),
]
