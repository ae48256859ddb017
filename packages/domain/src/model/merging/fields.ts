import { detailFields } from '../customer/details.js'
import { personFields } from '../person/details.js'

/** The axes of classification a merge may take from the duplicate. */
export const mergeableAxes = ['segment', 'status', 'attractionChannel', 'customerKind'] as const

/** The fields of a customer that a merge may take from the duplicate. */
export const mergeableCustomerFields = [...detailFields, ...mergeableAxes] as const

/** The fields of a person that a merge may take from the duplicate. */
export const mergeablePersonFields = personFields

/** Which side a field is taken from. */
export type FieldChoice<Field extends string> = { readonly field: Field; readonly from: 'survivor' | 'duplicate' }

/** The fields to take from the duplicate; of a field named twice the last word counts. */
export const takenFields = <Field extends string>(choices: readonly FieldChoice<Field>[] = []): readonly Field[] =>
  [...new Map(choices.map(({ field, from }) => [field, from]))].flatMap(([field, from]) =>
    from === 'duplicate' ? [field] : [],
  )
