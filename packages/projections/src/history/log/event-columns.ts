import { grow } from '../../data-structures/growable-array.js'

/**
 * Columns of the events by number, in the order of the log; texts are interned. The arrays have spare capacity at the
 * end.
 */
export type EventColumns = {
  readonly subjects: Uint32Array
  readonly types: Uint32Array
  readonly actors: Uint32Array
  readonly origins: Uint32Array
  readonly fields: Uint32Array
  readonly parties: Uint32Array
  readonly commands: Uint32Array
  readonly correlations: Uint32Array
  readonly addresses: Uint32Array
  /** Epoch milliseconds by the clocks of the actors. */
  readonly ats: Float64Array
  /** Epoch milliseconds of recording. */
  readonly times: Float64Array
}

/** Creates columns with a capacity. */
export const createEventColumns = (length: number): EventColumns => ({
  subjects: new Uint32Array(length),
  types: new Uint32Array(length),
  actors: new Uint32Array(length),
  origins: new Uint32Array(length),
  fields: new Uint32Array(length),
  parties: new Uint32Array(length),
  commands: new Uint32Array(length),
  correlations: new Uint32Array(length),
  addresses: new Uint32Array(length),
  ats: new Float64Array(length),
  times: new Float64Array(length),
})

/** Returns the columns, or longer copies if they are shorter than `length`. */
export const ensureLength = (columns: EventColumns, length: number): EventColumns => {
  if (length <= columns.subjects.length) return columns
  return {
    subjects: grow(columns.subjects, length, Uint32Array),
    types: grow(columns.types, length, Uint32Array),
    actors: grow(columns.actors, length, Uint32Array),
    origins: grow(columns.origins, length, Uint32Array),
    fields: grow(columns.fields, length, Uint32Array),
    parties: grow(columns.parties, length, Uint32Array),
    commands: grow(columns.commands, length, Uint32Array),
    correlations: grow(columns.correlations, length, Uint32Array),
    addresses: grow(columns.addresses, length, Uint32Array),
    ats: grow(columns.ats, length, Float64Array),
    times: grow(columns.times, length, Float64Array),
  }
}
