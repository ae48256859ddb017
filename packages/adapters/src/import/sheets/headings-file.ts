import { basename } from 'node:path'
import { isUnreadable, rowsOf } from './reading.js'

/**
 * Reads a table of two columns, foreign headings and ours, from a CSV or Excel file; headings without one of ours are
 * mapped to an empty text, and rows without a heading are skipped. Returns `null` if a row cannot be read.
 */
export const readHeadings = async (path: string): Promise<{ readonly [theirs: string]: string } | null> => {
  const headings: (readonly [theirs: string, ours: string])[] = []
  for await (const item of rowsOf({ file: basename(path), path, size: 0 }, { isHeading: () => false })) {
    if (isUnreadable(item)) return null
    const [theirs = '', ours = ''] = item.fields.map((cell) => cell.trim())
    if (theirs !== '') headings.push([theirs, ours])
  }
  return Object.fromEntries(headings)
}
