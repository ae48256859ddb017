// Links from pages to files that are not pages of the site point to the repository.
import { readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

const { repository } = JSON.parse(readFileSync(join(root, 'packages/clientele/package.json'), 'utf8'))
const repositoryAddress = repository.url.replace(/^git\+/, '').replace(/\.git$/, '')

/** Whether a path from the root of the repository is a page of the site. */
const isPage = (path) => path.startsWith('docs/') && !path.startsWith('docs/api/') && path.endsWith('.md')

const addressInRepository = (path, isFolder) => `${repositoryAddress}/${isFolder ? 'tree' : 'blob'}/HEAD/${path}`

const readme = /(^|\/)README\.md$/

/**
 * Resolves a link of a page: unchanged between pages, to the repository for other files. `page` is
 * the absolute path of the page. Throws if the link names a missing file.
 */
export const linkOnSite = (href, page) => {
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/.exec(href) ?? []
  if (path === '' || /^([a-z][a-z0-9+.-]*:|\/)/i.test(path)) return href
  const target = join(dirname(page), decodeURI(path))
  const found = statSync(target, { throwIfNoEntry: false })
  const fromRoot = relative(root, target).replaceAll('\\', '/')
  if (found === undefined)
    throw new Error(`${relative(root, page)} links to '${href}', but there is no file ${fromRoot}.`)
  const landing = found.isDirectory() ? `${fromRoot}/README.md` : fromRoot
  if (!isPage(landing) && fromRoot !== 'docs/api') return addressInRepository(fromRoot, found.isDirectory()) + rest
  return path.replace(readme, '$1index.md') + rest
}

/** A plugin of markdown-it that resolves each link of a page. */
export const withLinksOnSite = (markdown) =>
  markdown.core.ruler.push('links-on-site', ({ tokens, env }) => {
    for (const { children } of tokens)
      for (const token of children ?? [])
        if (token.type === 'link_open')
          token.attrSet('href', linkOnSite(token.attrGet('href'), env.realPath ?? env.path))
  })
