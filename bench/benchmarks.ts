import { append } from './append.js'
import { audit } from './audit.js'
import { commandsEventStoreDb } from './commands-eventstoredb.js'
import { commandsMemory } from './commands-memory.js'
import { commandsPeers } from './commands-peers.js'
import { commandsPostgres } from './commands-postgres.js'
import { commandsSqlite } from './commands-sqlite.js'
import { crowds } from './crowds.js'
import { excel } from './excel.js'
import type { Benchmark } from './figure.js'
import { footprint } from './footprint.js'
import { functionsEntered } from './functions-entered.js'
import { growth } from './growth.js'
import { history } from './history.js'
import { importing } from './import.js'
import { importEventStoreDb } from './import-eventstoredb.js'
import { knownAt } from './known-at.js'
import { longStream } from './long-stream.js'
import { matrix } from './matrix.js'
import { packages } from './packages.js'
import { rebuilding } from './rebuilding.js'
import { subscribing } from './subscribing.js'
import { verifyingLog } from './verifying.js'
import { views } from './views.js'
import { web } from './web.js'

/** All benchmarks, in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
  ...[commandsSqlite, commandsMemory, functionsEntered, commandsPeers, commandsPostgres, commandsEventStoreDb],
  ...[append, verifyingLog, importing, importEventStoreDb, rebuilding, knownAt, matrix],
  ...[views, history, audit, subscribing, excel, longStream, growth, crowds, footprint, packages, web],
]
