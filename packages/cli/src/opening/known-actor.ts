import { right } from 'fp-ts/lib/Either.js'
import { type Ending, failed } from '../cli-error.js'
import type { Auditing } from './opening.js'

/**
 * Refuses an actor who is no employee and has done nothing that the viewer may see, since an empty list would be
 * misleading. Actors need not be employees.
 */
export const refuseUnknownActor = (
  { audit, register, asking: { viewer } }: Auditing,
  option: string,
  actor: string | undefined,
): Ending => {
  const isKnown =
    actor === undefined ||
    register.tables.employees.get(actor) !== undefined ||
    audit.changes({ by: actor, viewer, limit: 0 }).total > 0
  return isKnown
    ? right(undefined)
    : failed(`There is no employee "${actor}" for --${option}, and nobody of that name did anything.`)
}
