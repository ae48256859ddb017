/** What can stand between two cells. */
export const delimiters = [',', ';', '\t', '|'] as const

const sepLine = /^"?sep=(.)"?\r?\n/i

/** What a text says about its separator: how many bytes of it do so, and which it is. */
export type Separator = { readonly delimiter: string; readonly skipped: number }

const cellsIn = (line: string, delimiter: string): readonly string[] =>
  line.split(delimiter).map((cell) => cell.trim().replace(/^"|"$/g, ''))

const headerIn = (text: string): string => text.split(/\r?\n/).find((line) => line !== '') ?? ''

/**
 * The separator of a file that begins with a text: as its line `sep=` says (which only Excel shows as a row), or the one
 * that makes the most known headings of its header row, or else the most cells.
 */
export const recogniseSeparator = (text: string, isHeading: (heading: string) => boolean): Separator => {
  const [said, told] = sepLine.exec(text) ?? []
  if (said !== undefined && told !== undefined) return { delimiter: told, skipped: Buffer.byteLength(said) }
  const header = headerIn(text)
  const headingsBy = (delimiter: string): number => cellsIn(header, delimiter).filter(isHeading).length
  const cellsBy = (delimiter: string): number => cellsIn(header, delimiter).length
  const [best = ','] = [...delimiters].sort((a, b) => headingsBy(b) - headingsBy(a) || cellsBy(b) - cellsBy(a))
  return { delimiter: best, skipped: 0 }
}
