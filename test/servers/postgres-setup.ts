import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.js'

/** The address of the server of this run, or why there is none. */
export type PostgresOfRun = { readonly url: string } | { readonly reason: string }

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: PostgresOfRun
  }
}

// In CI a missing server must fail instead of skipping tests.
const needed = (process.env.CLIENTELE_NEEDS ?? '').split(',').includes('postgres')

/** Provides one server for the whole run: that of DATABASE_URL, or one that is started here and stopped at the end. */
export const setup = async ({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> => {
  const given = process.env.DATABASE_URL
  if (given !== undefined && given !== '') {
    provide('postgres', { url: given })
    return undefined
  }
  const server = await startPostgres()
  if (typeof server === 'string') {
    if (needed) throw new Error(`CLIENTELE_NEEDS asks for PostgreSQL: ${server}.`)
    process.stderr.write(`Tests on PostgreSQL are skipped: ${server}.\n`)
    provide('postgres', { reason: server })
    return undefined
  }
  provide('postgres', { url: server.url })
  return server.dispose
}
