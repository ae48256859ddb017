import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { documents, moduleOf } from './documents.js'
import { packages } from './exported-sources.mjs'
import { eventStoreDbServer } from './servers/eventstoredb/server.mjs'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'test', '.documents')

const withCode = documents.filter(({ blocks }) => blocks.length > 0)
const nameOf = (path: string): string => path.replaceAll(/[\\/]/g, '-').replace('.md', '')

const tsconfig = {
  extends: '../../tsconfig.base.json',
  compilerOptions: {
    types: ['node'],
    composite: false,
    declaration: false,
    declarationMap: false,
    outDir: 'js',
    rootDir: '.',
  },
  include: ['*.ts'],
}

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
  for (const document of withCode) writeFileSync(join(folder, `${nameOf(document.path)}.ts`), moduleOf(document))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('code in documents runs', () => {
  test('there are code blocks', () => expect(withCode.length).toBeGreaterThan(4))

  test('all code compiles against the built packages', async () => {
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const { stdout } = await run(process.execPath, [tsc, '-p', folder]).catch((error: { stdout: string }) => error)
    expect(stdout).toBe('')
  })

  for (const { path } of withCode) {
    test(`${path} runs in plain Node`, async () => {
      // For pages that use one.
      const server = await eventStoreDbServer()
      onTestFinished(server.stop)
      const env = { ...process.env, EVENTSTOREDB_URL: server.connectionString() }
      const { stderr } = await run(process.execPath, [join(folder, 'js', `${nameOf(path)}.js`)], { cwd: folder, env })
      expect(stderr).toBe('')
    })
  }
})

describe('links in documents point to existing targets', () => {
  const linksOf = (text: string): readonly string[] =>
    [...text.matchAll(/\]\(([^)#]+?)(#[^)]*)?\)/g)]
      .map(([, link]) => link ?? '')
      .filter((link) => !/^[a-z]+:/.test(link))

  for (const { path } of documents) {
    test(`${path} has no dead link`, () => {
      const dead = linksOf(readFileSync(join(root, path), 'utf8')).filter(
        (link) => !existsSync(join(root, dirname(path), link)),
      )
      expect(dead).toEqual([])
    })
  }

  // A path is relative to the root, to `packages`, or to the sources of a package.
  const places = ['.', 'docs', 'packages', ...packages.map((name) => `packages/${name}/src`)]

  const isThere = (path: string): boolean =>
    [path, path.replace(/^domain\//, 'domain/src/')].some((one) =>
      places.some((place) => existsSync(join(root, place, one))),
    )

  test('docs/architecture.md names existing files and folders', () => {
    const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
    const files = [...text.matchAll(/(?<![\w<*/.-])(?:[a-z-]+\/)+[a-z-]+\.(?:ts|md)\b/g)].map(([path]) => path)
    const folders = [...text.matchAll(/`((?:packages|domain|projections|adapters|cli|http|test)\/[a-z/-]+)`/g)].map(
      ([, path = '']) => path,
    )
    expect(files.length).toBeGreaterThan(30)
    expect([...files, ...folders].filter((path) => !isThere(path))).toEqual([])
  })
})
