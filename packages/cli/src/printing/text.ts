import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

const plainAscii = /^[\x20-\x7e]*$/

/** The width of a text in a terminal: two columns for an ideograph or an emoji. */
export const widthOf = (text: string): number => (plainAscii.test(text) ? text.length : stringWidth(text))

const graphemes = new Intl.Segmenter()

/** Truncates a text to a number of columns, with an ellipsis at the end. */
export const truncate = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text
  let [kept, used] = ['', 0]
  for (const { segment } of graphemes.segment(text)) {
    used += widthOf(segment)
    if (used >= width) break
    kept += segment
  }
  return `${kept}…`
}

/** Wraps a text to a number of columns; longer words are not broken. */
export const wrap = (text: string, width: number): string => wrapAnsi(text, width)

const firstColumn = /^\s*\S.*?\s{2,}/

const reflowLine = (line: string, width: number): string => {
  if (widthOf(line) <= width) return line
  const [head = ''] = firstColumn.exec(line) ?? []
  const lines = wrap(line.slice(head.length).replace(/ +/g, ' '), width - head.length)
  return head + lines.replaceAll('\n', `\n${' '.repeat(head.length)}`)
}

/** Rewraps the second column of a two-column text between words, to a maximum line length. */
export const reflow = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => reflowLine(line, width))
    .join('\n')
