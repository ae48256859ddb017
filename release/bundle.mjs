// What a package is published as: few files, so that importing it takes a fraction of the time. Development and tests run on
// what the compiler writes.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { build } from 'esbuild'

// Without state, and without dependencies that are not here. Importing fp-ts and io-ts takes longer than all of ours:
// they are dozens of CommonJS files.
const inlined = /^(fp-ts|io-ts|immer|fastest-levenshtein|lru-cache|p-limit|yocto-queue)(\/|$)/

/** Whether another package is part of what is published. */
export const isInlined = (specifier) => inlined.test(specifier)

// Of what cannot be published for Node as modules, the modules for bundlers: unused functions are left out of these.
const moduleFor = (specifier) => specifier.replace(/^(fp-ts|io-ts)\/lib\//, '$1/es6/')

const isOwnFile = (specifier) => /^[./]/.test(specifier)

/** Takes the packages of ours or others that match into the bundle, and leaves the rest out. */
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

/** The files of `dist` that others import or run: those that the manifest exports or imports, or a program's main file. */
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

/** The licences of other packages that are part of a bundle. */
const licencesOf = ({ outputs }, folder) => {
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs))
  const found = new Set(files.map((file) => packageOf(resolve(folder, file).split(sep).join('/'))))
  found.delete(undefined)
  return [...found].sort().map(licenceIn).join('\n---\n\n')
}

/**
 * Bundles a built package into a folder: a file for each that others import, and files that these share, so that no
 * module is there twice. Names stay as they are, for stack traces.
 *
 * @param {string} folder the package, with `dist` as the compiler wrote it
 * @param {string} outdir where the files go
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
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'es2023',
    // The body of an arrow function that is an expression is compiled when a file is loaded, that of a function when it is
    // called: a quarter of the time of importing.
    supported: { arrow: false },
    // In one folder, so that a file of a program finds what lies beside `dist`.
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
