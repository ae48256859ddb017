// VitePress checks links from pages to pages; this also checks headings and the side bar.
import { builtFiles } from './built-files.mjs'

const valuesOf = (attribute, html) =>
  new Set([...html.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g'))].map(([, value]) => value))

const linked = ([path, html]) => [path, { ids: valuesOf('id', html), links: valuesOf('href', html) }]

const site = 'http://site'

const leadsNowhere = (pages, from, link) => {
  const { origin, pathname, hash } = new URL(link, site + encodeURI(from))
  const path = decodeURI(pathname).replace(/\/$/, '/index.html')
  if (origin !== site || /\.(?!html$)[a-z0-9]+$/.test(path)) return false
  const page = pages.get(path)
  return page === undefined || (hash !== '' && !page.ids.has(decodeURIComponent(hash.slice(1))))
}

/** The links of built pages in `folder` to a missing page or heading of the site, as `page: link`. */
export const deadLinks = (folder) => {
  const pages = new Map(builtFiles(folder, '.html').map(linked))
  return [...pages]
    .flatMap(([from, { links }]) =>
      [...links].filter((link) => leadsNowhere(pages, from, link)).map((link) => `${from}: ${link}`),
    )
    .sort()
}
