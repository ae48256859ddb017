import { commandsSqlite } from './commands-sqlite.js'
import type { Benchmark } from './figure.js'

/** Every benchmark, in the order they run. */
export const benchmarks: readonly Benchmark[] = [commandsSqlite]
