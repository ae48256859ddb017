import { randomUUID } from 'node:crypto'
import { type PostgresOptions, postgres } from '@clientele/adapters/postgres'
import type { StoreSource } from '@clientele/domain'
import { Client } from 'pg'
import { inject } from 'vitest'
import type { PostgresOfRun } from '../../../../test/servers/postgres-setup.js'

const notStarted: PostgresOfRun = { reason: 'vitest was not told to start a server (globalSetup)' }
const ofRun: PostgresOfRun = inject('postgres') ?? notStarted

/** Where the server of this run answers; empty when there is none. */
export const url: string = 'url' in ofRun ? ofRun.url : ''

/** Why there is no server, or `null`. */
export const missing: string | null = 'reason' in ofRun ? ofRun.reason : null

/** Runs SQL on a connection of its own. */
export const sql = async (text: string, values: unknown[] = []): Promise<readonly Record<string, unknown>[]> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** A schema that does not exist yet. */
export type Schema = {
  readonly name: string
  source(options?: Partial<PostgresOptions>): StoreSource
  drop(): Promise<void>
}

/** The name of a new schema, a store in it, and how to remove it. */
export const newSchema = (): Schema => {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  return {
    name,
    source: (options) => postgres({ connectionString: url, schema: name, ...options }),
    drop: async () => {
      await sql(`drop schema if exists "${name}" cascade`)
    },
  }
}
