import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copyRepository, type RepositoryCopy, root } from './copy.js'
import { editedText, editsOf, patch } from './page.js'

const run = promisify(execFile)

const minutes = 60_000

// Properties run a quarter as often, because the same tests run in full elsewhere. No test here needs PostgreSQL, and
// without a URL every run would start a server.
const own = { CLIENTELE_HOW_TO: '', CLIENTELE_RUNS: '0.25', DATABASE_URL: 'postgres://unused' }
const env = { ...process.env, ...own, NO_COLOR: '1' }

/** Runs a command in a copy; its output is the message if it fails. */
const passes = async ({ folder }: RepositoryCopy, command: string, ...args: readonly string[]): Promise<void> => {
  const options = { cwd: folder, env, timeout: 4 * minutes, maxBuffer: 2 ** 26 }
  const failure = await run(command, args, options).then(
    () => '',
    (error: { readonly stdout: string; readonly stderr: string }) => `${error.stdout}\n${error.stderr}`,
  )
  expect(failure.slice(-6_000), `${command} ${args.join(' ')}`).toBe('')
}

/** Expands `a/{b,c}.ts` to `a/b.ts` and `a/c.ts`. */
const expanded = (pattern: string): readonly string[] => {
  const [, before = '', names = '', after = ''] = /^(.*)\{(.*)\}(.*)$/.exec(pattern) ?? [undefined, pattern]
  return names.split(',').map((name) => `${before}${name}${after}`)
}

// These tests check all commands, events or views.
const tests = [
  'test/{architecture,catalogue,coverage,rights,fingerprint,limits,glossary,view-schemas}.test.ts',
  'test/golden',
  'test/properties/{messages,invariants,repeating,rights,malformed-questions,answers,out-of-sight,view-schemas}.test.ts',
  'packages/domain/test/{examples,gone,rejections}.test.ts',
  'packages/domain/test/rights',
  'packages/projections/test/{history,register}',
  'packages/projections/test/views/customers',
]

const pages = [
  { page: 'docs/how-to/add-a-command.md', sources: 5 },
  { page: 'docs/how-to/add-a-view.md', sources: 2 },
].map((one) => ({ ...one, edits: editsOf(readFileSync(join(root, one.page), 'utf8')) }))

test.each(pages)('$page takes $sources files and a test', ({ sources, edits }) => {
  const isSource = edits.map(({ path }) => path.includes('/src/'))
  expect(isSource.toSorted()).toEqual([false, ...Array(sources).fill(true)])
})

describe('the how-tos, followed literally', () => {
  const edits = pages.flatMap((one) => one.edits)
  const paths = edits.map(({ path }) => path)
  let copy: RepositoryCopy

  beforeAll(() => {
    copy = copyRepository()
    for (const edit of edits) {
      const text = editedText(copy.folder, edit)
      mkdirSync(dirname(join(copy.folder, edit.path)), { recursive: true })
      writeFileSync(join(copy.folder, edit.path), text)
    }
  })
  afterAll(() => copy.dispose())

  test('compile', () => passes(copy, 'node', 'node_modules/typescript/bin/tsc', '-b'), 2 * minutes)

  test('generate up-to-date files', () => passes(copy, 'npm', 'run', '--silent', 'generate'), 2 * minutes)

  test('are formatted like all other files', () => passes(copy, 'node_modules/.bin/biome', 'check', ...paths), minutes)

  test('leave nothing unused', () => passes(copy, 'npm', 'run', '--silent', 'knip'), minutes)

  test(
    'pass the tests over the whole repository, and their own',
    () => passes(copy, 'npx', 'vitest', 'run', '--reporter=dot', ...tests.flatMap(expanded)),
    4 * minutes,
  )
})

describe('a diff on a page', () => {
  const [edit] = editsOf('In `a.ts`:\n\n```diff\n one\n+two\n@@\n-three\n+four\n```\n')
  const hunks = edit?.kind === 'diff' ? edit.hunks : []

  test('is applied where its lines are', () => {
    expect(patch('a.ts', 'one\nthree\n', hunks)).toBe('one\ntwo\nfour\n')
  })
  test('is refused if its lines are missing, or occur twice', () => {
    expect(() => patch('a.ts', 'one\n', hunks)).toThrow('a.ts does not have these lines exactly once:\nthree')
    expect(() => patch('a.ts', 'one\none\nthree\n', hunks)).toThrow('one')
  })
})
