import { endOfDay, idOfStream } from '@clientele/domain'
import { type BitSet, setBit } from '../data-structures/bit-set.js'
import type { Register } from '../register/register.js'
import type { Period } from './period.js'

/**
 * A new set of the customers that exist, and of those that were merged into others since the end of a period: at its end
 * they were customers of their own.
 */
export const existingAtEndOf = (register: Register, { to }: Period): BitSet => {
  const { customerIndex, tables, settings } = register
  const existing = customerIndex.present()
  if (to === undefined) return existing
  const end = endOfDay(to, settings.policies.timeZone)
  for (const { record, at } of tables.absorptions.rows()) {
    const ordinal = at < end ? undefined : customerIndex.ordinalOf(idOfStream(record))
    if (record.startsWith('customer-') && ordinal !== undefined && customerIndex.rowAt(ordinal) !== undefined)
      setBit(existing, ordinal)
  }
  return existing
}
