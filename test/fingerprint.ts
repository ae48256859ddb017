import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The file with the digest, which is not part of its input. */
export const digestFile = 'packages/projections/src/snapshot/sources-digest.ts'

// The domain reads events: codecs, upcasters, merges. The others fold them, and write and read snapshots.
const rooms = [
  'packages/domain/src',
  ...['data-structures', 'tables', 'indexes', 'register', 'history', 'snapshot'].map(
    (room) => `packages/projections/src/${room}`,
  ),
]

// Combines what builds the views with the views themselves; its other imports are not followed.
const junction = 'packages/projections/src/projections.ts'

const textOf = (path: string): string => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n')

const filesIn = (room: string): readonly string[] =>
  readdirSync(join(root, room), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))

const importsOf = (path: string, text: string): readonly string[] =>
  [...text.matchAll(/from '(\.[^']+)\.js'/g)].map(([, to = '']) => posix.join(dirname(path), `${to}.ts`))

/** All source files that determine the views, with their text. */
export const sources = (): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  const next = rooms.flatMap(filesIn)
  for (let path = next.pop(); path !== undefined; path = next.pop()) {
    if (found.has(path) || path === digestFile) continue
    const text = textOf(path)
    found.set(path, text)
    if (path !== junction) next.push(...importsOf(path, text))
  }
  return found
}

/** The digest of source files: it changes with every character and file name. */
export const digestOf = (all: ReadonlyMap<string, string>): string => {
  const hash = createHash('sha256')
  for (const [path, text] of [...all].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(JSON.stringify([path, text]))
  return hash.digest('hex').slice(0, 16)
}

/** The text of the file with the digest. */
export const digestText = (): string =>
  `/** Made by \`npm run generate\` from every source that makes the views; see \`version.ts\`. */\nexport const sourcesDigest: string = '${digestOf(sources())}'\n`
