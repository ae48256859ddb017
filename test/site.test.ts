import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { deadLinks } from '../docs/site/dead-links.mjs'
import { foreignLoads } from '../docs/site/foreign-loads.mjs'
import { linkOnSite } from '../docs/site/links.mjs'
import { type Item, sidebarOf, titleOf } from '../docs/site/sidebar.mjs'
import { pages } from './documents.js'
import { promisedSources } from './exported-sources.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

const linksIn = (items: readonly Item[]): readonly string[] =>
  items.flatMap(({ link, items: below = [] }) => [...(link === undefined ? [] : [link]), ...linksIn(below)])

const isOfApi = (link: string): boolean => link.startsWith('/api/')

/** The page of a link of the side bar, as a path from the root. */
const pageOf = (link: string): string =>
  link === '/' ? 'docs/index.md' : `docs${link.endsWith('/') ? `${link}README.md` : link}`

const links = linksIn(sidebarOf())

type Files = Readonly<Record<string, string>>

/** A temporary folder with these files, removed after the test. */
const folderWith = (files: Files): string => {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-site-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

const written: Files = Object.fromEntries(
  pages.map((path) => [path.replace('docs/', ''), readFileSync(join(root, path), 'utf8')]),
)

describe('the sidebar of the site', () => {
  test('has every page of docs exactly once, and no others', () =>
    expect(
      links
        .filter((link) => !isOfApi(link))
        .map(pageOf)
        .sort(),
    ).toEqual([...pages].sort()))

  test('has the reference of every public import path', () => {
    expect(promisedSources.size).toBeGreaterThan(10)
    expect(links.filter(isOfApi)).toEqual(['/api/', ...[...promisedSources.keys()].map((name) => `/api/${name}.md`)])
  })

  test('includes a new how-to by its heading', () => {
    const folder = folderWith({ ...written, 'how-to/bake-bread.md': '# Bake `bread`\n' })
    const howTos = sidebarOf(folder).find(({ text }) => text === 'How to')?.items
    expect(howTos).toContainEqual({ text: 'Bake bread', link: '/how-to/bake-bread.md' })
  })

  test('refuses a page without a heading', () => {
    const folder = folderWith({ 'how-to/bake-bread.md': 'Take flour.\n' })
    expect(() => titleOf('how-to/bake-bread.md', folder)).toThrow(/^docs\/how-to\/bake-bread\.md has no heading/)
  })
})

describe('a link on a page', () => {
  const from = (page: string, href: string): string => linkOnSite(href, join(root, page))
  const repository = 'https://github.com/clientele/clientele'

  test.each([
    ['docs/tutorial.md', 'limits.md', 'limits.md'],
    ['docs/how-to/subscribe.md', '../operations.md#traces-and-metrics', '../operations.md#traces-and-metrics'],
    ['docs/tutorial.md', 'adr/', 'adr/'],
    ['docs/tutorial.md', 'adr/README.md', 'adr/index.md'],
    ['docs/tutorial.md', '#refusals', '#refusals'],
    ['docs/tutorial.md', 'https://example.org/a.md', 'https://example.org/a.md'],
  ])('of %s to %s stays on the site', (page, href, expected) => expect(from(page, href)).toBe(expected))

  test.each([
    ['docs/operations.md', '../CONTRIBUTING.md', '/blob/HEAD/CONTRIBUTING.md'],
    ['docs/operations.md', '../README.md#embed-it', '/blob/HEAD/README.md#embed-it'],
    ['docs/operations.md', 'grafana-board.json', '/blob/HEAD/docs/grafana-board.json'],
    ['docs/how-to/add-a-store.md', '../../packages/testing', '/tree/HEAD/packages/testing'],
    ['docs/tutorial.md', 'api/clientele.api.md', '/blob/HEAD/docs/api/clientele.api.md'],
  ])('of %s to %s leads to the repository', (page, href, expected) =>
    expect(from(page, href)).toBe(`${repository}${expected}`),
  )

  test('to a file that does not exist is refused with page and link', () =>
    expect(() => from('docs/tutorial.md', '../nowhere.md')).toThrow(
      "docs/tutorial.md links to '../nowhere.md', but there is no file nowhere.md.",
    ))
})

test('the check finds links of built pages to missing pages and headings', () => {
  const folder = folderWith({
    'index.html':
      '<h1 id="top"> <a href="/how-to/bake.html#knead"> <a href="./gone.html"> <a href="#top"> <a href="#end">',
    'how-to/bake.html': '<h2 id="knead"> <a href="/#top"> <a href="../#bottom"> <a href="https://example.org/a.html">',
    'style.css': '',
  })
  expect(deadLinks(folder)).toEqual(['/how-to/bake.html: ../#bottom', '/index.html: #end', '/index.html: ./gone.html'])
})

test('the check finds resources loaded from other hosts, but allows links to them', () => {
  const folder = folderWith({
    'index.html': '<script async src="https://example.org/a.js"></script> <a href="https://example.org/">',
    'how-to/bake.html': '<link rel="stylesheet" href="//example.org/a.css"> <img src="/bread.png">',
    'style.css': '@font-face { src: url("https://example.org/a.woff2") } a { background: url("data:image/svg+xml,x") }',
  })
  expect(foreignLoads(folder)).toEqual([
    '/how-to/bake.html: //example.org/a.css',
    '/index.html: https://example.org/a.js',
    '/style.css: https://example.org/a.woff2',
  ])
})

describe('the dependencies of the site', () => {
  const read = (file: string): string => readFileSync(join(root, 'docs/site', file), 'utf8')

  test('have exact versions, from the user’s registry', () => {
    const versions = [...read('package.json').matchAll(/"[a-z-]+": "(\^|~)?\d+\.\d+\.\d+"/g)]
    expect(versions.length).toBeGreaterThan(3)
    expect(versions.filter(([, range]) => range !== undefined)).toEqual([])
    expect(read('package-lock.json')).not.toContain('"resolved"')
  })
})
