/**
 * A compact notation of a value, so that a whole answer fits on a page: `–` is `null`, `''` an empty text, and `§`
 * starts a built-in word.
 */
export const short = (value: unknown): string => {
  if (value === null) return '–'
  if (value === undefined) return 'undefined'
  if (value === '') return "''"
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return `[${value.map(short).join(', ')}]`
  if (typeof value !== 'object') return String(value).replaceAll('\u0001', '§').replaceAll('\u0002', '§§')
  const fields = Object.entries(value).map(([field, one]) => `${field} ${short(one)}`)
  return `{${fields.join(', ')}}`
}

const width = 108

/** Wraps a text; all lines but the first are indented. */
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

const headOf = (row: object): string => Object.keys(row).join(' | ')

/** Rows in compact notation: the field names where they differ from the row before, and the values of each row. */
const rowLines = (rows: Iterable<object>, head: string): readonly string[] => {
  let before = head
  return [...rows].flatMap((row) => {
    const values = inLines(Object.values(row).map(short).join(' | '))
    const isSame = headOf(row) === before
    before = headOf(row)
    return isSame ? values : [...inLines(`# ${before}`), ...values]
  })
}

/** An object in compact notation. */
export const card = (one: object | null): readonly string[] =>
  one === null
    ? ['–']
    : inLines(
        Object.entries(one)
          .map(([field, value]) => `${field} ${short(value)}`)
          .join(' | '),
      )

type Answer = Iterable<object> | object | string | number | null

const linesOfAnswer = (answer: Answer, head: string): readonly string[] => {
  if (typeof answer !== 'object' || answer === null) return inLines(short(answer))
  return Symbol.iterator in answer ? rowLines(answer, head) : card(answer)
}

/** Questions, each with its answer: rows, or an object. */
export const answersOf = <P>(ask: (params: P) => Answer, ...questions: readonly P[]): readonly string[] => {
  let head = ''
  return questions.flatMap((question) => {
    const answer = ask(question)
    const answerLines = [...inLines(`? ${short(question)}`), ...linesOfAnswer(answer, head)]
    if (typeof answer === 'object' && answer !== null && Symbol.iterator in answer)
      for (const row of answer) head = headOf(row)
    return answerLines
  })
}
