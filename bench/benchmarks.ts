import { commandsMemory } from './commands-memory.js'
import { commandsPostgres } from './commands-postgres.js'
import { commandsSqlite } from './commands-sqlite.js'
import type { Benchmark } from './figure.js'
import { matrix } from './matrix.js'
import { rebuilding } from './rebuilding.js'

/** Every benchmark, in the order they run. */
export const benchmarks: readonly Benchmark[] = [commandsSqlite, commandsMemory, commandsPostgres, rebuilding, matrix]
