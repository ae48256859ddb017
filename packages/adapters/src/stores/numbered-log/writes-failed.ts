import type { WritesFailed } from '@clientele/domain'

const codeOf = (thrown: unknown): string | null => {
  const code: unknown = thrown instanceof Error ? Reflect.get(thrown, 'code') : null
  return typeof code === 'string' && /^[A-Z0-9_]{2,60}$/.test(code) ? code : null
}

const because = (reason: string): WritesFailed => ({
  error: 'WritesFailed',
  problem: `The writes of the host ${reason}: nothing was appended.`,
})

/** The failure for what the writes of a host threw. Its message is left out, for it may be personal. */
export const writesThrew = (thrown: unknown): WritesFailed => {
  const code = codeOf(thrown)
  return because(code === null ? 'threw an error' : `failed (${code})`)
}

export const writesAreLate: WritesFailed = because('did not end in time')
export const writesAreAsync: WritesFailed = because('on SQLite returned a promise, and must be done when they return')
export const writesEndedTransaction: WritesFailed = because('caught an error that ended the transaction')
export const writesTouchedLog: WritesFailed = because('changed the log or its transaction')

// Comments and semicolons may stand before the first word of a statement.
const lead = /^(?:\s|;|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$))*/

const refusedWords: ReadonlySet<string> = new Set(
  'begin start commit end rollback abort savepoint release prepare set reset discard listen unlisten attach detach pragma vacuum'.split(
    ' ',
  ),
)

/** Throws for a statement that would begin or end a transaction, or change the connection for those after it. */
export const unlessControlling = (sql: unknown): void => {
  const word = /^\w+/.exec(String(sql).replace(lead, ''))?.[0].toLowerCase() ?? ''
  if (refusedWords.has(word))
    throw new TypeError(`The writes of a host do not use \`${word}\`: the transaction is the store's.`)
}

/** Throws once a transaction is over: what it was lent to has returned. */
export const isOver = (): Error => new TypeError('The transaction is over: it is used while `writes` runs only.')
