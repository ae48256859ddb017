import { failureError } from '@clientele/domain'
import type { EsdbReadAllOptions } from './client.js'
import { isWordless, noPosition } from './failure.js'
import type { Open } from './open.js'
import { inTime, shareOf } from './patience.js'
import type { Place } from './position.js'

const isAnswered = async ({ client, call, patience }: Open, options: EsdbReadAllOptions): Promise<boolean> => {
  const first = async (): Promise<void> => {
    for await (const _ of client.readAll({ ...call, ...options, maxCount: 1 })) return
  }
  try {
    await inTime(shareOf(patience), first())
    return true
  } catch {
    return false
  }
}

const end: EsdbReadAllOptions = { fromPosition: 'end', direction: 'backwards' }

/**
 * The error of a read that began at a place, or that nothing stands there, where the client does not tell the one from
 * the other: a server that answers other reads, before and after, is not away.
 */
export const errorAt = async (open: Open, place: Place, error: unknown): Promise<unknown> => {
  if (place === 'start' || !isWordless(error)) return error
  if (!(await isAnswered(open, end))) return error
  if (await isAnswered(open, { fromPosition: place })) return error
  return (await isAnswered(open, end)) ? failureError(noPosition) : error
}
