import { type CalendarDate, dateOf, isEventType, trackingCatalogue } from '@clientele/domain'
import { type ReadableRegister, type Viewing, visibleCustomers } from '@clientele/projections'
import { type Either, right } from 'fp-ts/lib/Either.js'
import { type CliError, failed } from '../cli-error.js'
import { type NamedThing, optionsOf } from './arguments.js'
import { trackingItemOf } from './tracking-item.js'

/** Who asks, and about which day; `null` for a period. */
type Asking = Viewing & { readonly day: CalendarDate | null }

type Known = {
  readonly word: string
  isThere(register: ReadableRegister, value: string, asking: Asking): boolean
  /** How to find valid values. */
  readonly where: string
}

/** Whether something was not deleted by the end of a day; of what a period is asked, it may be. */
export const wasThere = (
  { settings }: ReadableRegister,
  row: { readonly deletedAt: string | null } | undefined,
  day: CalendarDate | null,
): boolean =>
  row !== undefined &&
  (row.deletedAt === null || day === null || dateOf(row.deletedAt, settings.policies.timeZone) > day)

const isValue = ({ classifierValues }: ReadableRegister['tables'], catalogue: string, name: string): boolean =>
  [...classifierValues.rows()].some((one) => one.catalogue === catalogue && one.value === name)

const value = (word: string, catalogue: string): Known => ({
  word,
  isThere: ({ tables }, name) => isValue(tables, catalogue, name),
  where: 'look its value up in the register',
})

const employee: Known = {
  word: 'employee',
  isThere: ({ tables }, id) => tables.employees.get(id) !== undefined,
  where: 'give the id of an employee',
}

/** For each kind of item, how to check whether the register has it. */
const namedThings: { readonly [K in NamedThing]: Known } = {
  customerGroup: {
    word: 'customer group',
    isThere: (register, id, { day }) => id === 'none' || wasThere(register, register.tables.groups.get(id), day),
    where: '"clientele groups" lists those there are; "none" is No group',
  },
  specialGroup: {
    word: 'special group',
    isThere: (register, id, { day }) => wasThere(register, register.tables.specialGroups.get(id), day),
    where: '"clientele special-groups" lists those there are',
  },
  customer: {
    word: 'customer',
    // An invisible customer is treated as missing.
    isThere: (register, id, viewing) =>
      register.tables.customers.get(id) !== undefined && visibleCustomers(register, viewing)(id),
    where: 'look its id up with "clientele customers"',
  },
  employee,
  team: {
    word: 'team',
    isThere: ({ tables }, id) => [...tables.employees.rows()].some(({ teams }) => teams.includes(id)),
    where: 'give the id of a team that an employee is in',
  },
  role: {
    word: 'role',
    isThere: ({ tables }, id) => tables.roles.get(id) !== undefined,
    where: 'give the id of a role',
  },
  contactProperty: {
    word: 'contact property',
    isThere: ({ tables }, number) => tables.contactProperties.get(number) !== undefined,
    where: 'give the number of a contact property',
  },
  eventType: {
    word: 'type of event',
    isThere: (_register, types) => types.split(',').every(isEventType),
    where: 'give types as the events have them, such as CustomerRegistered',
  },
  segment: value('segment', 'segment'),
  status: value('status', 'status'),
  attractionChannel: value('attraction channel', 'attractionChannel'),
  customerKind: value('customer kind', 'customerKind'),
  customerProperty: value('customer property', 'customerProperty'),
  trackingItem: {
    word: 'tracking item',
    isThere: ({ tables }, item) => {
      const { dimension, value: name } = trackingItemOf(item)
      return isValue(tables, trackingCatalogue(dimension), name)
    },
    where: 'give a dimension and one of its values, such as region=south',
  },
  legalEntity: {
    word: 'legal entity',
    isThere: (register, id, viewing) => {
      const isVisible = visibleCustomers(register, viewing)
      return [...register.tables.billing.rows()].some(
        ({ customerId, legalEntities }) =>
          legalEntities.some((one) => one.legalEntityId === id) && isVisible(customerId),
      )
    },
    where: 'give the id of a legal entity of a customer',
  },
  contactCategory: value('contact category', 'contactCategory'),
}

const valuesOf = (args: object, name: string): readonly string[] => {
  const value: unknown = Reflect.get(args, name)
  return value === undefined ? [] : [value].flat().map(String)
}

/** Refuses option values that the register does not have, since an empty list would be misleading. */
export const refuseUnknownNames = (
  args: { readonly viewer?: string | undefined },
  register: ReadableRegister,
  day: CalendarDate,
): Either<CliError, void> => {
  const options = optionsOf(args)
  const asking = { viewer: args.viewer, day: Object.hasOwn(options, 'from') ? null : day }
  for (const [name, { names }] of Object.entries(options)) {
    if (names === undefined) continue
    const { word, isThere, where } = namedThings[names]
    const unknown = valuesOf(args, name).find((one) => !isThere(register, one, asking))
    if (unknown !== undefined) return failed(`There is no ${word} "${unknown}" for --${name}: ${where}.`)
  }
  return right(undefined)
}
