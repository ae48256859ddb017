import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const sources = fileURLToPath(new URL('../src', import.meta.url))

const folders = readdirSync(sources, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.name === 'en.json')
  .map(({ parentPath }) => parentPath)

const namesIn = (folder: string, locale: string): readonly string[] =>
  Object.keys(JSON.parse(readFileSync(join(folder, `${locale}.json`), 'utf8'))).sort()

describe.each(folders)('the texts of %s', (folder) => {
  test.each(['fi', 'sv', 'et'])('are complete in %s', (locale) => {
    expect(dirname(folder)).toContain('http')
    expect(namesIn(folder, locale)).toEqual(namesIn(folder, 'en'))
  })
})
