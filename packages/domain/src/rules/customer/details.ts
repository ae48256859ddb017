import { accept, decision, nothing, reading, steppedDecision, when, write } from '../../kernel/decision.js'
import { nonBlank } from '../../kernel/input/codec.js'
import type { DataOf, Definition, Message, NamedDefinition } from '../../kernel/message.js'
import { noChoosableValue, unlessChoosable } from '../../model/classifiers/rejections.js'
import { classifiersStream } from '../../model/classifiers/state.js'
import {
  ChangeAttractionChannel,
  ChangeCustomerDetails,
  ChangeCustomerSegment,
  ChangeCustomerStatus,
  SetCustomerKind,
} from '../../model/customer/commands.js'
import type { DetailChange } from '../../model/customer/details.js'
import {
  AttractionChannelChanged,
  CustomerDetailsChanged,
  CustomerKindSet,
  CustomerSegmentChanged,
  CustomerStatusChanged,
} from '../../model/customer/events.js'
import {
  MandatoryFieldCannotBeCleared,
  noOpenCustomer,
  unlessCustomer,
  whenArchived,
} from '../../model/customer/rejections.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import { personStream } from '../../model/person/state.js'
import { PersonIsErased } from '../../model/privacy/rejections.js'
import { type Settings, settingsStream } from '../../model/settings/state.js'

type RequestedChanges =
  | readonly { readonly field: string; readonly new: string | null }[]
  | { readonly [field: string]: unknown }

const isList = (
  requested: RequestedChanges,
): requested is readonly { readonly field: string; readonly new: string | null }[] => Array.isArray(requested)

/** Returns the fields that change, with values before and after; the last change per field counts. */
export const changesOf = (
  details: ReadonlyMap<string, string>,
  requested: RequestedChanges,
): readonly DetailChange[] => {
  const wanted = isList(requested)
    ? requested.map((one) => [one.field, one.new] as const)
    : Object.entries(requested).filter(([, value]) => value !== undefined)
  return [...new Map(wanted)]
    .map(([field, value]) => ({ field, old: details.get(field) ?? null, new: nonBlank(value) }))
    .filter((change) => change.old !== change.new)
}

const detailsReads = reading(({ customerId }: DataOf<typeof ChangeCustomerDetails>) => ({
  customer: customerStream(customerId),
})).also((_data, _meta, { customer }) => ({ person: personStream(customer.personId ?? '') }))

/** Changes details; refuses for a private customer whose person was erased. */
export const changeCustomerDetails = steppedDecision({
  command: ChangeCustomerDetails,
  appends: [CustomerDetailsChanged],
  rejects: [...noOpenCustomer, PersonIsErased, MandatoryFieldCannotBeCleared],
  reads: detailsReads,
  decide: ({ customer, person }, { customerId, changes: requested }) => {
    const changes = changesOf(customer.details, requested)
    const nameless = changes.some(({ field, new: value }) => field === 'name' && value === null)
    return (
      unlessCustomer(customer, customerId) ??
      when(person.privacy.erasure !== null, PersonIsErased({ personId: customer.personId ?? '' })) ??
      when(nameless, MandatoryFieldCannotBeCleared({ field: 'name' })) ??
      when(changes.length === 0, nothing) ??
      whenArchived(customer, customerId) ??
      accept(write(customerStream(customerId), CustomerDetailsChanged({ personId: customer.personId, changes })))
    )
  },
})

const isRequired = ({ policies }: Settings, field: string): boolean =>
  policies.requiredFields.some((required) => required === field)

type Axis = 'segment' | 'status' | 'attractionChannel' | 'customerKind'
type Choice = { readonly customerId: string; readonly value: string | null }
type Chosen = { readonly from?: string | null | undefined; readonly to: string | null }

/** Chooses a value on a classification axis; a required one can be changed but not cleared. */
const classificationDecision = <T extends string, E extends string>(
  command: Definition<T, Choice>,
  axis: Axis & keyof Customer,
  chosen: NamedDefinition<E> & ((change: Chosen) => Message),
) =>
  decision({
    command,
    appends: [chosen],
    rejects: [...noOpenCustomer, MandatoryFieldCannotBeCleared, ...noChoosableValue],
    reads: ({ customerId }) => ({
      customer: customerStream(customerId),
      classifiers: classifiersStream,
      settings: settingsStream,
    }),
    decide: ({ customer, classifiers, settings }, { customerId, value }) =>
      unlessCustomer(customer, customerId) ??
      when(value === null && isRequired(settings, axis), MandatoryFieldCannotBeCleared({ field: axis })) ??
      when(customer[axis] === value, nothing) ??
      (value === null ? null : unlessChoosable(classifiers, axis, value)) ??
      whenArchived(customer, customerId) ??
      accept(write(customerStream(customerId), chosen({ from: customer[axis], to: value }))),
  })

export const changeCustomerSegment = classificationDecision(ChangeCustomerSegment, 'segment', CustomerSegmentChanged)
export const changeCustomerStatus = classificationDecision(ChangeCustomerStatus, 'status', CustomerStatusChanged)
export const changeAttractionChannel = classificationDecision(
  ChangeAttractionChannel,
  'attractionChannel',
  AttractionChannelChanged,
)
export const setCustomerKind = classificationDecision(SetCustomerKind, 'customerKind', CustomerKindSet)
