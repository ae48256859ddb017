import type * as t from 'io-ts'
import { exactRecordOf, nullable, oneOf, optional, text } from '../../kernel/input/codec.js'

/** A company, or a natural person who is an invoiceable customer. */
export const CustomerKind = oneOf('CustomerKind', ['company', 'privateCustomer'])
export type CustomerKind = t.TypeOf<typeof CustomerKind>

const contactFields = {
  email: optional(nullable(text)),
  phone: optional(nullable(text)),
  street: optional(nullable(text)),
  postalCode: optional(nullable(text)),
  city: optional(nullable(text)),
  region: optional(nullable(text)),
  country: optional(nullable(text)),
}

export const ContactInfo = exactRecordOf('ContactInfo', contactFields)
export type ContactInfo = t.TypeOf<typeof ContactInfo>

/** The fields that `ChangeCustomerDetails` may change. */
export const detailFields = [
  'name',
  'email',
  'phone',
  'street',
  'postalCode',
  'city',
  'region',
  'country',
  'businessId',
  'externalId',
  'website',
  'invoiceDelivery',
] as const

export type DetailField = (typeof detailFields)[number]

export const DetailField = oneOf('DetailField', detailFields)

/** One field with its value before and after; keeps field names that a newer version wrote. */
export const DetailChange = exactRecordOf('DetailChange', {
  field: text,
  old: nullable(text),
  new: nullable(text),
})
export type DetailChange = t.TypeOf<typeof DetailChange>
