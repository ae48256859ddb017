import { type EventStore, failureError, type HostWrites, type OnHostError, telling } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { refuseOption } from '../options.js'

const refuse = (problem: string): never => refuseOption('openClientele', problem)

const where = { kind: 'writes' } as const

/** Wraps host writes so that `onHostError` is called with what they throw. */
const withErrorReports = ({ sqlite, postgres }: HostWrites, onHostError: OnHostError): HostWrites => ({
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

const writesOf = (statements: readonly string[]): HostWrites => ({
  sqlite: ({ run }) => {
    for (const statement of statements) run(statement)
  },
  postgres: async ({ query }) => {
    for (const statement of statements) await query(statement)
  },
})

const areStatements = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string')

const prepare = async (
  store: EventStore,
  { prepare: statements = [] }: HostWrites,
  onHostError: OnHostError,
): Promise<void> => {
  if (!areStatements(statements)) refuse('`writes.prepare` is a list of statements.')
  if (statements.length === 0) return
  if (store.prepareHostWrites === undefined) return refuse('this store cannot run `writes.prepare`.')
  const prepared = await store.prepareHostWrites(withErrorReports(writesOf(statements), onHostError))()
  if (isLeft(prepared)) throw failureError(prepared.left)
}

/**
 * Runs the `prepare` statements of host writes, and wraps the store so that its appends include the writes. Rejects
 * with `MalformedOptions` if the store has no transaction for them or they are only for other stores, and with
 * `WritesFailed` if a statement fails.
 */
export const withHostWrites = async (
  store: EventStore,
  given: HostWrites | undefined,
  onHostError: OnHostError,
): Promise<EventStore> => {
  if (given === undefined) return store
  const { hostWrites: kind } = store.capabilities
  if (kind === undefined)
    return refuse('this store has no transaction for `writes`: use SQLite or PostgreSQL, or a subscription.')
  if (typeof given[kind] !== 'function') return refuse(`\`writes.${kind}\` is a function, for the store is ${kind}.`)
  await prepare(store, given, onHostError)
  const hostWrites = withErrorReports(given, onHostError)
  return { ...store, append: (batch) => store.append({ ...batch, hostWrites }) }
}
