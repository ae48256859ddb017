// The reference of the public exports: a page per import path.
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisedSources } from '../../test/exported-sources.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

// TypeDoc names a module by its file below the common folder of all entries.
const nameByFile = (source) =>
  relative(here('../../packages'), source)
    .replaceAll('\\', '/')
    .replace(/(\/index)?\.ts$/, '')

const specifiers = new Map([...promisedSources].map(([specifier, source]) => [nameByFile(source), specifier]))

const nameModulesByImport = (app) =>
  app.converter.on('resolveBegin', ({ project }) => {
    for (const module of project.children ?? []) module.name = specifiers.get(module.name) ?? module.name
  })

export default {
  tsconfig: here('tsconfig.json'),
  entryPoints: [...promisedSources.values()],
  plugin: ['typedoc-plugin-markdown', nameModulesByImport],
  out: here('api'),
  name: 'API',
  readme: 'none',
  entryFileName: 'index',
  outputFileStrategy: 'modules',
  // TypeDoc and VitePress number headings of the same name differently, so links use TypeDoc's own anchors.
  useHTMLAnchors: true,
  anchorPrefix: 'api-',
  hideBreadcrumbs: true,
  hidePageHeader: true,
  // A link to a line is correct for one commit only.
  disableSources: true,
}
