import type { EventStore, HostWrites } from '@clientele/domain'
import { refuseOption } from '../options.js'

const refuse = (problem: string): never => refuseOption('openClientele', problem)

/**
 * The store whose appends carry the writes of a host. Throws `MalformedOptions` where the store has no transaction for
 * them, and where they are for other stores only.
 */
export const withHostWrites = (store: EventStore, hostWrites: HostWrites | undefined): EventStore => {
  if (hostWrites === undefined) return store
  const { hostWrites: kind } = store.capabilities
  if (kind === undefined)
    return refuse('this store has no transaction for `writes`: use SQLite or PostgreSQL, or a subscription.')
  if (typeof hostWrites[kind] !== 'function')
    return refuse(`\`writes.${kind}\` is a function, for the store is ${kind}.`)
  return { ...store, append: (batch) => store.append({ ...batch, hostWrites }) }
}
