import { type EventStore, type HostWrites, type OnHostError, telling } from '@clientele/domain'
import { refuseOption } from '../options.js'

const refuse = (problem: string): never => refuseOption('openClientele', problem)

const where = { kind: 'writes' } as const

/** The writes of a host, which tell what they throw. */
const tellingWrites = ({ sqlite, postgres }: HostWrites, onHostError: OnHostError): HostWrites => ({
  ...(sqlite && { sqlite: telling(sqlite, onHostError, where) }),
  ...(postgres && {
    postgres: async (...given) => {
      try {
        await postgres(...given)
      } catch (error) {
        onHostError(error, where)
        throw error
      }
    },
  }),
})

/**
 * The store whose appends carry the writes of a host. Throws `MalformedOptions` where the store has no transaction for
 * them, and where they are for other stores only.
 */
export const withHostWrites = (
  store: EventStore,
  given: HostWrites | undefined,
  onHostError: OnHostError,
): EventStore => {
  if (given === undefined) return store
  const { hostWrites: kind } = store.capabilities
  if (kind === undefined)
    return refuse('this store has no transaction for `writes`: use SQLite or PostgreSQL, or a subscription.')
  if (typeof given[kind] !== 'function') return refuse(`\`writes.${kind}\` is a function, for the store is ${kind}.`)
  const hostWrites = tellingWrites(given, onHostError)
  return { ...store, append: (batch) => store.append({ ...batch, hostWrites }) }
}
