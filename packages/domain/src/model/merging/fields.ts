import { detailFields } from '../customer/details.js'
import { personFields } from '../person/details.js'

/** The classification axes a merge may take from the duplicate. */
export const mergeableAxes = ['segment', 'status', 'attractionChannel', 'customerKind'] as const

/** The fields of a customer that a merge may take from the duplicate. */
export const mergeableCustomerFields = [...detailFields, ...mergeableAxes] as const

/** The fields of a person that a merge may take from the duplicate. */
export const mergeablePersonFields = personFields

/** Which record a field is taken from. */
export type FieldChoice<Field extends string> = { readonly field: Field; readonly from: 'survivor' | 'duplicate' }

/** Returns the fields to take from the duplicate; the last choice per field counts. */
export const chosenFields = <Field extends string>(choices: readonly FieldChoice<Field>[] = []): readonly Field[] =>
  [...new Map(choices.map(({ field, from }) => [field, from]))].flatMap(([field, from]) =>
    from === 'duplicate' ? [field] : [],
  )
