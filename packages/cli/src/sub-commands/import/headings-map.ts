import { readFile } from 'node:fs/promises'

/**
 * Headings of somebody else's files and the columns they stand for, from a CSV file with two columns (commas, semicolons
 * or tabs): theirs and ours. A heading without a column of ours is not read.
 */
export const headingsIn = async (path: string): Promise<{ readonly [theirs: string]: string }> => {
  const text = await readFile(path, 'utf8')
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, theirs = '', ours = ''] = /^(.*?)[,;\t]([^,;\t]*)$/.exec(line) ?? []
      const heading = theirs.trim().replace(/^"|"$/g, '')
      return heading === '' ? [] : [[heading, ours.trim().replace(/^"|"$/g, '')] as const]
    }),
  )
}
