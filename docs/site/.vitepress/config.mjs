import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { withLinksOnSite } from '../links.mjs'
import { sidebarOf } from '../sidebar.mjs'

const icon = readFileSync(new URL('../../../packages/http/assets/icon.svg', import.meta.url), 'utf8')

const here = fileURLToPath(new URL('../package.json', import.meta.url))

// The pages are outside the folder where Vue is installed: this makes their compiled code find it.
const vueFromHere = {
  name: 'vue-from-here',
  enforce: 'pre',
  resolveId(id, _importer, { ssr }) {
    if (id !== 'vue' && id !== 'vue/server-renderer') return undefined
    return ssr ? { id, external: true } : this.resolve(id, here, { skipSelf: true })
  },
}

export default {
  title: 'Clientele',
  description: 'An event-sourced customer register as a TypeScript library.',
  head: [['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(icon)}` }]],
  srcDir: '..',
  // API reports are for reviewers; the reference of the site is generated into site/api.
  srcExclude: ['api/**'],
  rewrites: (page) => page.replace(/^site\/api\//, 'api/').replace(/README\.md$/, 'index.md'),
  outDir: 'dist',
  markdown: { config: withLinksOnSite },
  // The reference of the rules is one long page.
  vite: { plugins: [vueFromHere], build: { chunkSizeWarningLimit: 2_500 } },
  themeConfig: {
    sidebar: sidebarOf(),
    outline: [2, 3],
    search: { provider: 'local' },
  },
}
