/** The possible separators of cells. */
export const delimiters = [',', ';', '\t', '|'] as const

const sepLine = /^"?sep=(.)"?\r?\n/i

/** A separator, and the number of bytes of the `sep=` line to skip. */
export type Separator = { readonly delimiter: string; readonly skipped: number }

const cellsIn = (line: string, delimiter: string): readonly string[] =>
  line.split(delimiter).map((cell) => cell.trim().replace(/^"|"$/g, ''))

const headerIn = (text: string): string => text.split(/\r?\n/).find((line) => line !== '') ?? ''

/**
 * The separator of a file that begins with a text: from its `sep=` line, if there is one; else the separator that gives
 * the most known headings in the header row, or else the most cells.
 */
export const recogniseSeparator = (text: string, isHeading: (heading: string) => boolean): Separator => {
  const [sepText, separator] = sepLine.exec(text) ?? []
  if (sepText !== undefined && separator !== undefined)
    return { delimiter: separator, skipped: Buffer.byteLength(sepText) }
  const header = headerIn(text)
  const headingsBy = (delimiter: string): number => cellsIn(header, delimiter).filter(isHeading).length
  const cellsBy = (delimiter: string): number => cellsIn(header, delimiter).length
  const [best = ','] = [...delimiters].sort((a, b) => headingsBy(b) - headingsBy(a) || cellsBy(b) - cellsBy(a))
  return { delimiter: best, skipped: 0 }
}
