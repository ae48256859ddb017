import type * as t from 'io-ts'
import { exactRecordOf, nullable, oneOf, text } from '../../kernel/input/codec.js'

/** The fields that `ChangeContactDetails` may change. */
export const personFields = ['firstName', 'lastName', 'email', 'phone', 'mobile', 'title'] as const

const identityFields: readonly string[] = ['firstName', 'lastName']

/** Returns the fields that erasure removes: all, or all but the name that invoices need. */
export const erasedFields = (scope: 'full' | 'exceptInvoicing'): readonly (typeof personFields)[number][] =>
  scope === 'full' ? personFields : personFields.filter((field) => !identityFields.includes(field))

export const PersonField = oneOf('PersonField', personFields)
export type PersonField = t.TypeOf<typeof PersonField>

export const PersonDetailChange = exactRecordOf('PersonDetailChange', {
  field: text,
  old: nullable(text),
  new: nullable(text),
})
