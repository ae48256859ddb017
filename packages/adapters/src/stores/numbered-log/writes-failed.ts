import type { WritesFailed } from '@clientele/domain'

const codeOf = (thrown: unknown): string | null => {
  const code: unknown = thrown instanceof Error ? Reflect.get(thrown, 'code') : null
  return typeof code === 'string' && /^[A-Z0-9_]{2,60}$/.test(code) ? code : null
}

const writesFailed = (reason: string): WritesFailed => ({
  error: 'WritesFailed',
  problem: `The writes of the host ${reason}: nothing was appended.`,
})

/** The failure for an error that host writes threw. Its message is left out, since it may contain personal data. */
export const writesThrew = (thrown: unknown): WritesFailed => {
  const code = codeOf(thrown)
  return writesFailed(code === null ? 'threw an error' : `failed (${code})`)
}

export const writesAreLate: WritesFailed = writesFailed('did not end in time')
export const writesAreAsync: WritesFailed = writesFailed(
  'on SQLite returned a promise, and must be done when they return',
)
export const writesEndedTransaction: WritesFailed = writesFailed('caught an error that ended the transaction')
export const writesTouchedLog: WritesFailed = writesFailed('changed the log or its transaction')

// The comments and semicolons before the first word of a statement.
const leadingNoise = /^(?:\s|;|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$))*/

const refusedWords: ReadonlySet<string> = new Set(
  'begin start commit end rollback abort savepoint release prepare set reset discard listen unlisten attach detach pragma vacuum'.split(
    ' ',
  ),
)

/** Throws for a statement that would begin or end a transaction, or change the connection for those after it. */
export const refuseTransactionControl = (sql: unknown): void => {
  const word = /^\w+/.exec(String(sql).replace(leadingNoise, ''))?.[0].toLowerCase() ?? ''
  if (refusedWords.has(word))
    throw new TypeError(`The writes of a host do not use \`${word}\`: the transaction is the store's.`)
}

/** The error for a host that uses a transaction after its `writes` returned. */
export const transactionOver = (): Error =>
  new TypeError('The transaction is over: it is used while `writes` runs only.')
