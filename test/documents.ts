import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A document with its TypeScript blocks, in order. */
export type Document = { readonly path: string; readonly blocks: readonly string[] }

// API reports are declarations, not programs; the site has generated pages and dependencies.
const noPages = ['docs/api', 'docs/site']

const markdownBelow = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return noPages.includes(path) ? [] : markdownBelow(path)
    return path.endsWith('.md') ? [path] : []
  })

/** The pages below docs, as paths from the root. */
export const pages: readonly string[] = markdownBelow('docs')

// `test/how-to` runs the new files of a how-to in the places that the page names.
const newFile = /^New file `[^`]+`:\s+```ts\r?\n[\s\S]*?^```/gm

const blocksOf = (text: string): readonly string[] =>
  [...text.replace(newFile, '').matchAll(/^```ts\r?\n([\s\S]*?)^```/gm)].map(([, block]) => block ?? '')

/** The README and all documents below docs. */
export const documents: readonly Document[] = ['README.md', ...pages]
  .sort()
  .map((path) => ({ path, blocks: blocksOf(readFileSync(join(root, path), 'utf8')) }))

const importLine = /^import [\s\S]*?from '[^']+'$/gm

/** The blocks of a document as one module: imports come first and once, so that a later block may repeat one. */
export const moduleOf = ({ blocks }: Document): string => {
  const text = blocks.join('\n')
  const imports = new Set([...text.matchAll(importLine)].map(([line]) => line))
  const merged = new Map<string, Set<string>>()
  const others: string[] = []
  for (const line of imports) {
    const named = /^import (type )?\{([\s\S]*)\} from ('[^']+')$/.exec(line)
    if (named === null) others.push(line)
    else {
      const [, type = '', names = '', from = ''] = named
      const known = merged.get(from) ?? new Set<string>()
      for (const name of names
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''))
        known.add(`${type}${name}`)
      merged.set(from, known)
    }
  }
  const named = [...merged].map(([from, names]) => `import { ${[...names].join(', ')} } from ${from}`)
  return [...others, ...named, text.replace(importLine, ''), 'export {}', ''].join('\n')
}
