import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A change by a page: a new file with its text, or hunks of a diff against a file. */
export type PageEdit =
  | { readonly kind: 'new'; readonly path: string; readonly text: string }
  | { readonly kind: 'diff'; readonly path: string; readonly hunks: readonly Hunk[] }

/** Lines that a file has exactly once, and the lines that replace them. */
export type Hunk = { readonly before: string; readonly after: string }

const editPattern = /^(In|New file) `([^`]+)`:\r?\n\r?\n```\w+\r?\n([\s\S]*?)^```/gm

const textOf = (lines: readonly string[], ...signs: readonly string[]): string =>
  lines
    .filter((line) => signs.includes(line.charAt(0)))
    .map((line) => `${line.slice(1)}\n`)
    .join('')

const hunkOf = (text: string): Hunk => {
  const lines = text.replace(/\n$/, '').split('\n')
  return { before: textOf(lines, ' ', '-', ''), after: textOf(lines, ' ', '+', '') }
}

/** The changes of a how-to page, in order. Blocks are introduced by "In `path`:" (a diff) or "New file `path`:". */
export const editsOf = (page: string): readonly PageEdit[] =>
  [...page.matchAll(editPattern)].map(([, verb, path = '', text = '']) =>
    verb === 'In' ? { kind: 'diff', path, hunks: text.split(/^@@\n/m).map(hunkOf) } : { kind: 'new', path, text },
  )

const isOnce = (text: string, part: string): boolean => text.split(part).length === 2

const startsLine = (text: string, part: string): boolean => text.startsWith(part) || text.includes(`\n${part}`)

/** Applies hunks to a text. Throws if the text does not have their lines exactly once. */
export const patch = (path: string, text: string, hunks: readonly Hunk[]): string =>
  hunks.reduce((patched, { before, after }) => {
    if (!isOnce(patched, before) || !startsLine(patched, before))
      throw new Error(`${path} does not have these lines exactly once:\n${before}`)
    return patched.replace(before, () => after)
  }, text)

/** The text of a file after an edit, in a copy of the repository. */
export const editedText = (folder: string, edit: PageEdit): string =>
  edit.kind === 'new' ? edit.text : patch(edit.path, readFileSync(join(folder, edit.path), 'utf8'), edit.hunks)
