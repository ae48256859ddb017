import { type Channel, mayContact, type Permission } from '@clientele/domain'
import { intersect } from '../../data-structures/bit-set.js'
import { byName } from '../../data-structures/collation.js'
import { localeOf } from '../../messages/locale.js'
import { factsOfPerson, peopleOf } from '../../query/contact-facts.js'
import { dayOfQuery, type QueryContext } from '../../query/context.js'
import { applyFilter, type CustomerFilter, isLimited } from '../../query/filter.js'
import { customersWithIds, withValues } from '../../query/filters/sets.js'
import { fullNameOf } from '../../query/full-name.js'
import { pageOfRows } from '../../query/paging/map-page.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import { seenPersons } from '../../query/visibility/persons.js'
import type { Register } from '../../register/register.js'
import type { CustomerRow, PersonRow } from '../../tables/rows.js'
import { visiblePermission } from './marketing-permissions.js'

/**
 * The channel, the day (`asOf`, by default today), and filters of the customers whose people are included; without
 * filters, persons without a customer are included, too.
 */
export type TargetGroupParams = QueryContext &
  CustomerFilter & {
    readonly channel: Channel
    readonly customerIds?: readonly string[] | undefined
    /** Customer kinds, like `customerKinds`. */
    readonly kinds?: readonly string[] | undefined
    /** Numbers of contact properties, of which the persons must have one. */
    readonly contactProperties?: readonly number[] | undefined
  }

/**
 * A person who may be contacted, and for which customers; `because` and `statement` are the reason for the first of
 * them, `customerId`.
 */
export type TargetRow = Pick<Permission, 'because' | 'statement'> & {
  readonly personId: string
  readonly name: string
  readonly customerId: string | null
  readonly customerIds: readonly string[]
}

/** Why a person is excluded; a withdrawn consent counts as `noConsent`. */
export type Exclusion = 'ban' | 'noConsent' | 'erased' | 'noAddress'

export type TargetGroup = {
  readonly channel: Channel
  readonly persons: readonly TargetRow[]
  readonly excluded: { readonly [K in Exclusion]: number }
}

const hasAddress = (channel: Channel, person: PersonRow, customer: CustomerRow | null): boolean => {
  const own = customer?.kind === 'privateCustomer' ? customer.details : {}
  if (channel === 'email') return Boolean(person.email ?? own.email)
  if (channel === 'sms') return Boolean(person.mobile)
  return Boolean(customer?.details.street)
}

type Outcome = Exclusion | 'allowed'

/** A person at a customer, or at none. */
type ContactAt = { readonly person: PersonRow; readonly customer: CustomerRow | null }

const outcomeOf = ({ allowed, because }: Permission, { person, customer }: ContactAt, channel: Channel): Outcome => {
  if (allowed) return hasAddress(channel, person, customer) ? 'allowed' : 'noAddress'
  return because === 'ban' || because === 'erased' ? because : 'noConsent'
}

const isGiven = (criterion: readonly unknown[] | undefined): criterion is readonly unknown[] =>
  criterion !== undefined && criterion.length > 0

const hasCriteria = (params: TargetGroupParams): boolean =>
  isGiven(params.customerIds) || isGiven(params.kinds) || isLimited(params)

/** Whether a person has one of the contact properties asked for, at the customer or everywhere. */
const hasContactProperty =
  ({ tables }: Register, numbers: readonly number[] | undefined) =>
  ({ personId }: PersonRow, customer: CustomerRow | null): boolean =>
    !isGiven(numbers) ||
    [...tables.heldProperties.rowsWhere('personId', personId)].some(
      ({ property, customerId }) =>
        numbers.includes(Number(property)) && (customerId === null || customerId === customer?.customerId),
    )

const chosenCustomers = (register: Register, params: TargetGroupParams): Iterable<CustomerRow> => {
  const { customerIds, kinds = [] } = params
  const all = register.customerIndex.active()
  if (customerIds !== undefined && customerIds.length > 0) intersect(all, customersWithIds(register, customerIds))
  if (kinds.length > 0) intersect(all, withValues(register, 'customerKind', kinds))
  return pageOfRows(register, applyFilter(register, all, params, params), { locale: params.locale })
}

type Candidate = { readonly person: PersonRow; readonly allowedAt: string[]; outcome: Outcome; permission: Permission }

type Evaluate = (contact: ContactAt) => void

/**
 * Returns a function that evaluates a contact and collects the outcome per person: allowed for one customer is allowed.
 */
const createEvaluator = (
  candidates: Map<string, Candidate>,
  register: Register,
  { channel, asOf }: TargetGroupParams,
): Evaluate => {
  const { policies } = register.settings
  const day = dayOfQuery(register, { asOf })
  return (contact) => {
    const { person, customer } = contact
    const facts = factsOfPerson(register, person, customer)
    const permission = mayContact(policies, facts, { channel, customerId: customer?.customerId ?? null, day })
    const outcome = outcomeOf(permission, contact, channel)
    const candidate = candidates.get(person.personId) ?? { person, allowedAt: [], outcome, permission }
    candidates.set(person.personId, candidate)
    if (outcome !== 'allowed') return
    if (candidate.outcome !== 'allowed') candidate.permission = permission
    candidate.outcome = outcome
    if (customer !== null) candidate.allowedAt.push(customer.customerId)
  }
}

/** Whether a person has no customer; merged persons are covered by their survivor. */
const isAlone = ({ companyIds, customerId, mergedInto }: PersonRow): boolean =>
  companyIds.length === 0 && customerId === null && mergedInto === null

const collectCandidates = (register: Register, params: TargetGroupParams): ReadonlyMap<string, Candidate> => {
  const candidates = new Map<string, Candidate>()
  const hasProperty = hasContactProperty(register, params.contactProperties)
  const evaluate = createEvaluator(candidates, register, params)
  const persons = seenPersons(register, params)
  for (const customer of chosenCustomers(register, params))
    for (const person of peopleOf(persons, customer)) if (hasProperty(person, customer)) evaluate({ person, customer })
  if (!hasCriteria(params))
    for (const person of persons.rows())
      if (isAlone(person) && hasProperty(person, null)) evaluate({ person, customer: null })
  return candidates
}

/**
 * The distinct people of the customers who may be contacted by a channel, by name; the others are counted by the reason
 * for their exclusion, each once. A banned person is never included, whatever the consents.
 */
export const targetGroup = (register: Register, params: TargetGroupParams): TargetGroup => {
  const candidates = [...collectCandidates(register, params).values()]
  const isVisible = visibleCustomers(register, params)
  const count = (reason: Exclusion): number => candidates.filter(({ outcome }) => outcome === reason).length
  return {
    channel: params.channel,
    persons: candidates
      .filter(({ outcome }) => outcome === 'allowed')
      .map((one) => ({ id: one.person.personId, name: fullNameOf(one.person, params.locale), ...one }))
      .sort(byName(localeOf(params.locale)))
      .map(({ id, name, allowedAt, permission }) => ({
        personId: id,
        name,
        customerId: allowedAt[0] ?? null,
        customerIds: allowedAt,
        because: permission.because,
        statement: visiblePermission(permission, isVisible).statement,
      })),
    excluded: {
      ban: count('ban'),
      noConsent: count('noConsent'),
      erased: count('erased'),
      noAddress: count('noAddress'),
    },
  }
}
