import type * as t from 'io-ts'
import { exactRecordOf, nullable, oneOf, text } from '../../kernel/input/codec.js'

/** The fields `ChangeContactDetails` may change. */
export const personFields = ['firstName', 'lastName', 'email', 'phone', 'mobile', 'title'] as const

const identityFields: readonly string[] = ['firstName', 'lastName']

/** The fields that are gone once a person is erased: all of them, or but the name an invoice needs. */
export const forgottenFields = (scope: 'full' | 'exceptInvoicing'): readonly (typeof personFields)[number][] =>
  scope === 'full' ? personFields : personFields.filter((field) => !identityFields.includes(field))

export const PersonField = oneOf('PersonField', personFields)
export type PersonField = t.TypeOf<typeof PersonField>

export const PersonDetailChange = exactRecordOf('PersonDetailChange', {
  field: text,
  old: nullable(text),
  new: nullable(text),
})
