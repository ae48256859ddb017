/** The length of a text in characters as people count them, near enough for a table. */
export const lengthOf = (text: string): number => [...text].length

/** A text of at most so many characters, the last one showing that it was cut. */
export const cut = (text: string, width: number): string => {
  const characters = [...text]
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`
}

/** A text in lines of at most so many characters; a longer word keeps its length. */
export const wrapped = (text: string, width: number): string => {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    const longer = `${last} ${word}`
    if (last !== undefined && lengthOf(longer) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.join('\n')
}
