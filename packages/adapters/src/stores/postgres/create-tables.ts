import type { Session } from './connections/session.js'
import { lockUntilEnd, type Place, type Purpose } from './locks.js'
import { quoted } from './schema-name.js'

// `create schema if not exists` needs the right to create schemas even if the schema exists: so check first.
const createMissingSchema = async (session: Session, schema: string): Promise<void> => {
  const name = quoted(schema)
  const { rows } = await session.query<{ there: boolean }>('select to_regnamespace($1) is not null as there', [name])
  if (rows[0]?.there !== true) await session.query(`create schema ${name}`)
}

/** Tables of one purpose: whether all of them exist, and how to create those that are missing. */
export type Tables = {
  readonly purpose: Purpose
  readonly exist: (session: Session) => Promise<boolean>
  readonly create: (session: Session) => Promise<unknown>
}

/**
 * Creates tables in one transaction if some are missing, and their schema too: then the user needs the right to create
 * them. If several processes start at once, one of them creates the tables.
 */
export const createMissingTables = async (session: Session, place: Place, tables: Tables): Promise<void> => {
  if (await tables.exist(session)) return
  await session.query('begin')
  await lockUntilEnd(session, place, tables)
  await createMissingSchema(session, place.schema)
  await tables.create(session)
  await session.query('commit')
}
