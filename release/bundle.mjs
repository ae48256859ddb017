// Bundles a package for publishing: few files, so that importing it takes a fraction of the time. Development and tests
// use the compiler's output.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { build } from 'esbuild'

// Stateless packages without dependencies outside this list. Importing fp-ts and io-ts takes longer than all of our
// code: they are dozens of CommonJS files.
const inlined = /^(fp-ts|io-ts|immer|fastest-levenshtein|lru-cache|yocto-queue)(\/|$)/

/** Whether a dependency is part of the bundle. */
export const isInlined = (specifier) => inlined.test(specifier)

// Of packages without ES modules for Node, the modules for bundlers, from which unused functions are removed.
const moduleFor = (specifier) => specifier.replace(/^(fp-ts|io-ts)\/lib\//, '$1/es6/')

const isOwnFile = (specifier) => /^[./]/.test(specifier)

/** Bundles the packages that match, and leaves the others external. */
export const taking = (isTaken) => ({
  name: 'taking',
  setup: ({ onResolve, resolve: resolveBy }) => {
    onResolve({ filter: /./ }, async ({ path, importer, kind, resolveDir, pluginData }) => {
      if (pluginData === 'resolving' || kind === 'entry-point' || isOwnFile(path)) return undefined
      if (!isTaken(path)) return { path, external: true }
      const found = await resolveBy(moduleFor(path), { importer, kind, resolveDir, pluginData: 'resolving' })
      return { ...found, sideEffects: false }
    })
  },
})

const readManifest = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

const textsIn = (value) => (typeof value === 'object' ? Object.values(value ?? {}).flatMap(textsIn) : [value])

/**
 * The files of `dist` that others import or run: those that the manifest exports or imports, or a program's main file.
 */
const entriesOf = ({ exports, imports, bin }) => [
  ...new Set(textsIn([exports, imports]).filter((file) => /^\.\/dist\/.*\.js$/.test(file))),
  ...(bin === undefined ? [] : ['./dist/main.js']),
]

const packageOf = (file) => /^(.*\/node_modules\/(@[^/]+\/)?[^/]+)\//.exec(file)?.[1]

const licenceIn = (folder) => {
  const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file))
  if (name === undefined) throw new Error(`${folder} has no licence to publish with it.`)
  return `${readManifest(folder).name}\n\n${readFileSync(join(folder, name), 'utf8').trim()}\n`
}

/** The licences of the bundled dependencies. */
const licencesOf = ({ outputs }, folder) => {
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs))
  const found = new Set(files.map((file) => packageOf(resolve(folder, file).split(sep).join('/'))))
  found.delete(undefined)
  return [...found].sort().map(licenceIn).join('\n---\n\n')
}

/**
 * Bundles a built package into a folder: one file per export, and shared chunks, so that no module exists twice. Names
 * are not minified, for readable stack traces.
 *
 * @param {string} folder the package, with the compiler's output in `dist`
 * @param {string} outdir the target folder
 */
export const bundlePackage = async (folder, outdir) => {
  const { metafile, warnings } = await build({
    absWorkingDir: folder,
    entryPoints: entriesOf(readManifest(folder)),
    outdir,
    outbase: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    // What is bundled runs in browsers too: of a dependency with a build for them, that one. Our own modules for Node stay
    // apart, by the `imports` of the manifest.
    platform: 'neutral',
    conditions: ['browser'],
    mainFields: ['module', 'main'],
    target: 'es2023',
    // An arrow function with an expression body is compiled when its file is loaded, a function when it is called: a
    // quarter of the import time.
    supported: { arrow: false },
    // In one folder, so that the file of a program finds what is beside `dist`.
    chunkNames: '[name]-[hash]',
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    logLevel: 'silent',
    plugins: [taking(isInlined)],
  })
  if (warnings.length > 0) throw new Error(`esbuild warns: ${warnings.map(({ text }) => text).join('; ')}`)
  const licences = licencesOf(metafile, folder)
  if (licences !== '') writeFileSync(join(outdir, 'licences-of-others.txt'), licences)
}
