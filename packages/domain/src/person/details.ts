import type * as t from 'io-ts'
import { exactRecordOf, nullable, oneOf, text } from '../kernel/codec.js'

/** The fields `ChangeContactDetails` may change. */
export const personFields = ['firstName', 'lastName', 'email', 'phone', 'mobile', 'title'] as const

export const PersonField = oneOf('PersonField', personFields)
export type PersonField = t.TypeOf<typeof PersonField>

export const PersonDetailChange = exactRecordOf('PersonDetailChange', {
  field: text,
  old: nullable(text),
  new: nullable(text),
})
