/**
 * A value in short, so that a whole answer is read on a page: `–` is `null`, `''` an empty text, and `§` begins a word of
 * the library.
 */
export const short = (value: unknown): string => {
  if (value === null) return '–'
  if (value === undefined) return 'undefined'
  if (value === '') return "''"
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return `[${value.map(short).join(', ')}]`
  if (typeof value !== 'object') return String(value).replaceAll('\u0001', '§')
  const fields = Object.entries(value).map(([field, one]) => `${field} ${short(one)}`)
  return `{${fields.join(', ')}}`
}

const width = 108

/** A text in lines of which none is long; those behind the first are indented. */
export const inLines = (text: string): readonly string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= width) {
      lines.push(line)
      line = `   ${word}`
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** Rows in short: their fields, again where other rows have others, and each with its values. */
export const table = (rows: Iterable<object>): readonly string[] => {
  let head = ''
  return [...rows].flatMap((row) => {
    const fields = Object.keys(row).join(' | ')
    const values = inLines(Object.values(row).map(short).join(' | '))
    if (fields === head) return values
    head = fields
    return [...inLines(`# ${fields}`), ...values]
  })
}

/** One thing in short, a field a line. */
export const card = (one: object | null): readonly string[] =>
  one === null ? ['–'] : Object.entries(one).flatMap(([field, value]) => inLines(`${field}: ${short(value)}`))
