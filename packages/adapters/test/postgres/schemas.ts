import { randomUUID } from 'node:crypto'
import { type PostgresOptions, postgres } from '@clientele/adapters/postgres'
import type { StoreSource } from '@clientele/domain'
import { Client } from 'pg'
import { afterEach, describe, inject } from 'vitest'
import type { PostgresOfRun } from '../../../../test/servers/postgres-setup.js'

const notStarted: PostgresOfRun = { reason: 'vitest was not told to start a server (globalSetup)' }
const ofRun: PostgresOfRun = inject('postgres') ?? notStarted

/** The address of the server of this test run; empty if there is none. */
export const url: string = 'url' in ofRun ? ofRun.url : ''

/** Describes tests that need a server; skips them with the reason if there is none. */
export const onPostgres = (name: string, body: () => void): void => {
  if ('url' in ofRun) describe(name, body)
  else describe.skip(`${name} (${ofRun.reason})`, body)
}

/** Opens a connection for an action, and closes it afterwards. */
export const withClient = async <A>(action: (client: Client) => Promise<A>, at: string = url): Promise<A> => {
  const client = new Client({ connectionString: at })
  client.on('error', () => {})
  await client.connect()
  try {
    return await action(client)
  } finally {
    await client.end()
  }
}

/** Runs SQL on a separate connection. */
export const sql = (text: string): Promise<unknown> => withClient((client) => client.query(text))

/** A schema that does not exist yet, and stores in it. */
export type Schema = {
  readonly name: string
  source(options?: Partial<PostgresOptions>): StoreSource
  drop(): Promise<void>
}

/** Creates a database on the server, for code that opens a store by its address alone. */
export const newDatabase = async (): Promise<{ readonly url: string; drop(): Promise<void> }> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await sql(`create database "${name}"`)
  const address = new URL(url)
  address.pathname = name
  return {
    url: address.href,
    drop: async () => {
      await sql(`drop database "${name}" with (force)`)
    },
  }
}

/** A new schema for one test. */
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

/** A new schema, dropped after the running test. */
export const schemaOfTest = (): (() => Schema) => {
  const created: Schema[] = []
  afterEach(async () => {
    for (const schema of created.splice(0)) await schema.drop()
  })
  return () => {
    const schema = newSchema()
    created.push(schema)
    return schema
  }
}
