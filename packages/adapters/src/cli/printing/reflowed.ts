const firstColumn = /^\s*\S.*?\s{2,}/

const wrapped = (text: string, width: number): readonly string[] => {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines
}

const reflowedLine = (line: string, width: number): string => {
  if (line.length <= width) return line
  const [head = ''] = firstColumn.exec(line) ?? []
  const indent = ' '.repeat(head.length)
  return head + wrapped(line.slice(head.length).replace(/ +/g, ' '), width - head.length).join(`\n${indent}`)
}

/** A text in two columns, of lines at most this long: the second column is broken between words. */
export const reflowed = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => reflowedLine(line, width))
    .join('\n')
