import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

const plainAscii = /^[\x20-\x7e]*$/

/** The columns a text takes in a terminal: an ideograph or an emoji takes two. */
export const widthOf = (text: string): number => (plainAscii.test(text) ? text.length : stringWidth(text))

const graphemes = new Intl.Segmenter()

/** A text of at most so many columns, the last one showing that it was cut. */
export const cut = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text
  let [kept, used] = ['', 0]
  for (const { segment } of graphemes.segment(text)) {
    used += widthOf(segment)
    if (used >= width) break
    kept += segment
  }
  return `${kept}…`
}

/** A text in lines of at most so many columns; a longer word keeps its length. */
export const wrapped = (text: string, width: number): string => wrapAnsi(text, width)

const firstColumn = /^\s*\S.*?\s{2,}/

const reflowedLine = (line: string, width: number): string => {
  if (widthOf(line) <= width) return line
  const [head = ''] = firstColumn.exec(line) ?? []
  const lines = wrapped(line.slice(head.length).replace(/ +/g, ' '), width - head.length)
  return head + lines.replaceAll('\n', `\n${' '.repeat(head.length)}`)
}

/** A text in two columns, of lines at most this long: the second column is broken between words. */
export const reflowed = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => reflowedLine(line, width))
    .join('\n')
