// The side bar of the site, derived from the pages: a new how-to or decision needs no line here.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisedSources } from '../../test/exported-sources.mjs'

const docs = fileURLToPath(new URL('..', import.meta.url))

/** The title of a page: its first heading, without code marks. Throws if it has none. */
export const titleOf = (page, folder = docs) => {
  const [, heading] = /^# (.+)$/m.exec(readFileSync(join(folder, page), 'utf8')) ?? []
  if (heading === undefined) throw new Error(`docs/${page} has no heading: begin it with '# ' and a title.`)
  return heading.replaceAll('`', '')
}

/** The pages of a folder below docs, without its README. */
const pagesOf = (name, folder) =>
  readdirSync(join(folder, name))
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .map((file) => `${name}/${file}`)

const apiItems = [...promisedSources.keys()].map((specifier) => ({ text: specifier, link: `/api/${specifier}.md` }))

const byText = (left, right) => left.text.localeCompare(right.text, 'en', { numeric: true })

/** The sections of the side bar for the pages in `folder`; links are paths below it, as VitePress needs them. */
export const sidebarOf = (folder = docs) => {
  const item = (page) => ({ text: titleOf(page, folder), link: `/${page.replace(/(README|index)\.md$/, '')}` })
  const items = (...pages) => pages.map(item)
  const below = (name) => items(...pagesOf(name, folder)).sort(byText)
  return [
    { text: 'Start', items: items('index.md', 'tutorial.md') },
    { text: 'How to', items: below('how-to') },
    {
      text: 'Reference',
      items: [
        ...items('catalogue.md', 'rights.md', 'limits.md', 'marketing-permissions.md', 'glossary.md', 'dialect.md'),
        ...items('coverage.md'),
        { text: 'API', link: '/api/', collapsed: true, items: apiItems },
      ],
    },
    { text: 'Operations', items: items('operations.md', 'audit.md', 'privacy.md', 'performance.md') },
    {
      text: 'Why',
      items: [...items('architecture.md'), { ...item('adr/README.md'), collapsed: true, items: below('adr') }],
    },
  ]
}
