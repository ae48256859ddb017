import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'

/** A row of a register directory's file, as it is written. */
export type Row = { readonly [column: string]: string }

/** Where a real register lies that tests import. */
export const registerDirectory = (name: 'northwind' | 'chinook'): string =>
  fileURLToPath(new URL(`../registers/${name}`, import.meta.url))

/** The rows of a file of a register. */
export const rowsOf = (directory: string, file: string): readonly Row[] =>
  parse(readFileSync(join(directory, file)), { columns: true, bom: true }) as Row[]
