import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { castReasons } from './casts.js'
import { packages } from './exported-sources.mjs'
import { circlesIn, fileGraph, folderGraph } from './import-graph.js'
import { reasonsToReadPersons } from './persons.js'
import { castsIn, functionsIn, type Piece } from './syntax.js'

const root = fileURLToPath(new URL('..', import.meta.url))

type Source = { readonly path: string; readonly lines: readonly string[] }

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))

const sourcesOf = (...packages: readonly string[]): readonly Source[] =>
  packages
    .flatMap((name) => filesBelow(`packages/${name}/src`))
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n') }))

const isComment = (line: string): boolean => /^\s*(\/\/|\*|\/\*)/.test(line)

/** The matches of a pattern in code, as `file:line text`. */
const places = (sources: readonly Source[], pattern: RegExp): readonly string[] =>
  sources.flatMap(({ path, lines }) =>
    lines.flatMap((line, index) =>
      !isComment(line) && pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [],
    ),
  )

const importing = (specifier: string): RegExp => new RegExp(`(from|import)\\s*\\(?\\s*'${specifier}`)

const domain = sourcesOf('domain')
const projections = sourcesOf('projections')
const adapters = sourcesOf('adapters')
const commandLine = sourcesOf('cli')
const testing = sourcesOf('testing')
const all = sourcesOf(...packages)

const rule = (name: string, instead: string, found: readonly string[]): void =>
  test(name, () => expect(found, `${instead}\n${found.join('\n')}\n`).toEqual([]))

describe('imports go one way: domain ← projections ← adapters ← the others', () => {
  test('the scan finds the sources', () =>
    expect(
      Math.min(...[domain, projections, adapters, commandLine, testing].map(({ length }) => length)),
    ).toBeGreaterThan(10))

  rule(
    'the domain imports no other package of ours',
    'Move what is needed into the domain, or the caller out of it.',
    places(domain, importing('(@clientele/|(\\.\\./)+(projections|adapters|testing)/)')),
  )
  rule(
    'projections import the domain only',
    'Pass it in as a parameter from the adapters.',
    places(projections, importing('(@clientele/(adapters|testing)|(\\.\\./)+(domain|adapters|testing)/src)')),
  )
  rule(
    'the testing package works with any test runner',
    'Throw or reject with an `AssertionError` of node:assert, and generate with fast-check itself.',
    places(testing, importing('(vitest|@vitest|@fast-check/vitest|node:test|mocha|@jest|jest)')),
  )
  rule(
    'adapters import the domain and projections only',
    'Pass it in as a parameter, or move what is needed into the adapters.',
    places(adapters, importing('@clientele/(?!domain|projections)')),
  )
  rule(
    'packages are imported by their names, not by their files',
    "Import '@clientele/domain' and export what is missing from its front door.",
    places(
      all,
      importing('(@clientele/[a-z]+/src|(\\.\\./){2,}(domain|projections|adapters|clientele|cli|testing|http)/)'),
    ),
  )
})

describe('domain and projections are pure', () => {
  const pure = [...domain, ...projections]

  rule('they touch no Node module', 'Make it a port, and an adapter for it.', places(pure, importing('node:')))
  rule(
    'they ask for no time',
    'Take `at` and `today` from the meta of the command, `asOf` from the parameters of the view.',
    places(pure, /new Date\(\)|Date\.now|performance\.|\bDate\(\)/),
  )
  rule(
    'they make no random number or id',
    'Derive ids from the command id: `newId(meta, n)`.',
    places(pure, /Math\.random|randomUUID|\bcrypto\b/),
  )
  rule(
    'they know no process, timer or network',
    'Make it a port, and an adapter for it.',
    places(pure, /\bprocess\.|setTimeout|setInterval|\bfetch\(|console\./),
  )
  rule(
    'drivers stay in the adapters',
    'Write an adapter behind the port.',
    places(pure, importing('(pg|better-sqlite3|exceljs|@eventstore|@kurrent|yargs)')),
  )
})

describe('the command line cannot be steered by what it shows', () => {
  const elsewhere = commandLine.filter(({ path }) => !/\/cli\/src\/(io|run|printing\/[a-z-]+)\.ts$/.test(path))

  rule(
    'it writes to people by `say`, `printLines` and `printing` alone',
    'Use `say`, `printLines`, `printTable`, `printJson` or `printJsonLines`: they neutralise what came from outside.',
    [
      ...places(elsewhere, /\bprint\(|console\.|\.write\(/),
      ...places(
        commandLine.filter(({ path }) => !path.endsWith('/printing/json.ts')),
        /print[A-Za-z]*\(.*JSON\.stringify/,
      ),
    ],
  )
})

describe('no view shows anybody to viewers who may not see them', () => {
  const asked = projections.filter(
    ({ path }) =>
      /\/src\/(views|audit|listing|questions|query|host)\//.test(path) && !path.includes('/query/visibility/'),
  )
  const reading = places(asked, /tables\.persons\b|\bpersons\b.*= .*tables\b|personsByName|personNameIndex/)
  const pathOf = (place: string): string => place.slice(0, place.indexOf(':'))

  rule(
    'views, audit questions and queries read persons by `seenPersons`, or stand in test/persons.ts',
    'Read them by `seenPersons(register, viewing)`: it leaves out those whom the viewer does not see.',
    reading.filter((place) => reasonsToReadPersons[pathOf(place)] === undefined),
  )
  rule(
    'the files of test/persons.ts read persons',
    'Take the file out of the list.',
    Object.keys(reasonsToReadPersons).filter((path) => !reading.some((place) => pathOf(place) === path)),
  )
})

describe('the types have no holes', () => {
  rule('no `any`', 'Use `unknown` and decode.', places(all, /(:|<|\bas|\|) ?any\b(?!\()/))
  rule('no `as unknown as`', 'Find the type that needs no cast, or decode.', places(all, /as unknown as/))
  rule('no silenced compiler', 'Mend the type.', places(all, /@ts-(ignore|expect-error|nocheck)/))
  rule(
    'no class, enum, decorator or default export',
    'Use a function that returns an object, a union of texts, a named export.',
    places(all, /^\s*(export )?(abstract )?(class|enum) |^\s*@[a-z]+\(|export default/),
  )
})

/** The maximum length of a function; to be lowered. */
const mostLines = 60

const shown = ({ path, first, text }: Piece): string => `${path}:${first} ${text}`

describe('functions are short, and casts are listed', () => {
  const long = all.flatMap(functionsIn).filter(({ first, last }) => last - first >= mostLines)
  const casts = all.flatMap(castsIn)

  rule(
    `functions have at most ${mostLines} lines, those within them included`,
    'Find the second thing in it and make it a function of its own, which takes what it needs.',
    long.map(shown),
  )
  rule(
    '`as` stands only in files of test/casts.ts',
    'Find the type that needs no cast: annotate the variable, narrow with `is`, or decode what comes from outside.',
    casts.filter(({ path }) => castReasons[path] === undefined).map(shown),
  )
  rule(
    'the files of test/casts.ts have a cast',
    'Take the file out of the list.',
    Object.keys(castReasons).filter((path) => !casts.some((piece) => piece.path === path)),
  )
})

test('the scan finds functions and casts', () => {
  const source = (...lines: readonly string[]): Source => ({ path: 'p/a.ts', lines })
  const code = source('const ä = () => {', '  return () => 1 as const', '}', 'const b = <A,>(a: unknown) => a as A')
  expect(functionsIn(code).map(({ first, last }) => [first, last])).toEqual([
    [1, 3],
    [2, 2],
    [4, 4],
  ])
  expect(castsIn(code).map(shown)).toEqual(['p/a.ts:4 const b = <A,>(a: unknown) => a as A'])
  expect(castsIn(source('const a = b!', 'const c = <C>d')).map(({ first }) => first)).toEqual([1, 2])
})

describe('every file has its place and name', () => {
  const names = all.map(({ path }) => path)

  rule(
    'no file or folder is called after nothing',
    'Name it by what it holds.',
    names.filter((path) => /\/(utils?|common|shared|helpers?|types|misc)(\/|\.ts$)/.test(path)),
  )
  rule(
    'files have kebab-case names',
    'Rename the file.',
    names.filter((path) => !/^[a-z0-9./-]+\.tsx?$/.test(path)),
  )
  rule(
    'files have at most 250 lines',
    'Find the second thing in it and give it a file.',
    all.filter(({ lines }) => lines.length > 251).map(({ path, lines }) => `${path}: ${lines.length} lines`),
  )
  rule(
    'what lies beside `dist` is found from files right in `src`',
    'Move the constant there: what is published is bundled into files right in `dist`.',
    places(all, /import\.meta\./).filter((place) => !/^packages\/[a-z]+\/src\/[a-z-]+\.ts:/.test(place)),
  )
  rule(
    'fp-ts and io-ts are imported by the spelling that works in plain Node',
    "Use 'fp-ts/lib/X.js', 'io-ts' or 'io-ts/lib/X.js'.",
    places(all, /from '(fp-ts(?!\/lib\/[A-Za-z]+\.js')|io-ts(?!'|\/lib\/[A-Za-z]+\.js'))/),
  )
  rule(
    'every events file says that it is kept for ever',
    'Begin it with: // Stored forever: a released name or field is never changed, only superseded.',
    domain
      .filter(
        ({ path, lines }) =>
          path.endsWith('/events.ts') &&
          path !== 'packages/domain/src/kernel/event.ts' &&
          lines[0]?.startsWith('// Stored forever') !== true,
      )
      .map(({ path }) => path),
  )
})

const mostFiles = 15

const crowdedFolders = (sources: readonly Source[]): readonly string[] => {
  const counts = new Map<string, number>()
  for (const { path } of sources) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1)
  return [...counts].filter(([, count]) => count > mostFiles).map(([folder, count]) => `${folder}: ${count} files`)
}

describe.each(packages)('the folders of packages/%s show its architecture', (name) => {
  const sources = sourcesOf(name)
  const files = fileGraph(sources)

  rule(
    `a folder has at most ${mostFiles} files`,
    'Give the files that change together a folder named by what they are about.',
    crowdedFolders(sources),
  )
  rule(
    'no file imports itself by way of others, types included',
    'Move what both need into a file that imports neither.',
    circlesIn(files),
  )
  rule(
    'no folder imports itself by way of the folders beside it',
    'Move what both need into a third folder, or the file into the folder that it imports.',
    circlesIn(folderGraph(files)),
  )
})

test('the scan finds circular imports of files and of folders', () => {
  const source = (path: string, ...imported: readonly string[]): Source => ({
    path,
    lines: imported.map((to) => `import type { A } from '${to}.js'`),
  })
  const files = fileGraph([source('p/a/one.ts', '../b/two'), source('p/b/two.ts'), source('p/b/x.ts', '../a/one')])
  expect(circlesIn(files)).toEqual([])
  expect(circlesIn(folderGraph(files))).toEqual(['p/a → p/b → p/a'])
  expect(circlesIn(fileGraph([source('p/a.ts', './b'), source('p/b.ts', './a')]))).toEqual(['p/a.ts → p/b.ts → p/a.ts'])
})

test('every exported value of kernel, ports, queries and views has a docstring', () => {
  const documented = all.filter(
    ({ path }) => /\/(kernel|ports|views|query)\/([a-z-]+\/)*[a-z-]+\.ts$/.test(path) && !path.endsWith('index.ts'),
  )
  const bare = documented.flatMap(({ path, lines }) =>
    lines.flatMap((line, index) => {
      const isValue = /^export (const|function)/.test(line)
      const before = lines[index - 1]?.trim() ?? ''
      return isValue && !before.endsWith('*/') ? [`${path}:${index + 1} ${line}`] : []
    }),
  )
  expect(bare, `Write one sentence in /** … */ above it:\n${bare.join('\n')}\n`).toEqual([])
})

test('docstrings have no row codes of the sources: those belong in docs/coverage.md', () => {
  const codes = /\b(\d-P|[KPLUSC]|M-)\d+[a-z]?\b/
  const coded = all.flatMap(({ path, lines }) =>
    [...lines.join('\n').matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap(([docstring]) =>
      codes.test(docstring) ? [`${path}: ${codes.exec(docstring)?.[0]}`] : [],
    ),
  )
  expect(coded, 'Write the rule in words.').toEqual([])
})
