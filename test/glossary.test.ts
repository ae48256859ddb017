import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { packages } from './exported-sources.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

type Row = { readonly term: string; readonly name: string }

const rows: readonly Row[] = [
  ...readFileSync(join(root, 'docs/glossary.md'), 'utf8').matchAll(/^\| ([^|]+) \| `([^`|]+)` \|/gm),
].map(([, term = '', name = '']) => ({ term, name }))

const sources = packages
  .flatMap((name) =>
    readdirSync(join(root, 'packages', name, 'src'), { withFileTypes: true, recursive: true })
      .filter((entry) => /\.tsx?$/.test(entry.name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
  )
  .join('\n')

/** Whether the sources define a name: as a constant, a type, or a field or method. */
const isDefined = ({ name }: Row): boolean =>
  new RegExp(`(const|type) ${name}\\b|^\\s+(readonly )?${name}\\??[:(<]`, 'm').test(sources)

test('the glossary has terms, in order', () => {
  expect(rows.length).toBeGreaterThan(30)
  expect(rows.map(({ term }) => term)).toEqual(rows.map(({ term }) => term).toSorted())
})

test('every term of the glossary is defined in the sources', () => {
  expect(rows.filter((row) => !isDefined(row))).toEqual([])
})
