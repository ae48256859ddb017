import { idOfStream } from '@clientele/domain'
import type { ReadableRegister } from '@clientele/projections'

/** The record of a person and those merged into it, which are erased with it. */
export const recordsOf = (register: ReadableRegister, personId: string): readonly string[] => [
  personId,
  ...[...register.tables.absorptions.rowsWhere('into', `person-${personId}`)].flatMap(({ record }) =>
    recordsOf(register, idOfStream(record)),
  ),
]
