import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'

/** A row of a file of a register directory. */
export type Row = { readonly [column: string]: string }

/** The path of a real register for import tests. */
export const registerDirectory = (name: 'northwind' | 'chinook'): string =>
  fileURLToPath(new URL(`../registers/${name}`, import.meta.url))

/** The rows of a file of a register. */
export const rowsOf = (directory: string, file: string): readonly Row[] =>
  parse(readFileSync(join(directory, file)), { columns: true, bom: true }) as Row[]
