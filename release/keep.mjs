// Stores a release for the tests of later ones: `npm run keep-release` writes test/releases/<version> with the library
// in one file, and a register and a snapshot that this file wrote. A stored release is never changed.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { isInlined, taking } from './bundle.mjs'
import { writeRegister } from './write-register.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

const library = `
export { openClientele } from '@clientele/clientele'
export { sqlite } from '@clientele/clientele/sqlite'
export { postgres } from '@clientele/clientele/postgres'
export { fileSnapshots } from '@clientele/clientele/snapshots'
`

const isOurs = (specifier) => specifier.startsWith('@clientele/') || specifier.startsWith('#')

// The library opens registers from stores, in English only: the rest is a tenth of its size.
const leftOut = {
  name: 'left out',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^#import$/ }, () => ({ path: join(root, 'packages/adapters/dist/platform/no-import.js') }))
    onResolve({ filter: /\/(et|fi|sv)\.json$/ }, ({ resolveDir }) => ({ path: join(resolveDir, 'en.json') }))
  },
}

const bundleLibrary = (outfile) =>
  build({
    stdin: { contents: library, resolveDir: root },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'es2023',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    plugins: [leftOut, taking((specifier) => isOurs(specifier) || isInlined(specifier))],
    logLevel: 'warning',
  })

const main = async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'packages/clientele/package.json'), 'utf8'))
  const folder = join(root, 'test/releases', version)
  if (existsSync(folder)) throw new Error(`${folder} is kept already.`)
  mkdirSync(folder, { recursive: true })
  try {
    const file = join(folder, 'clientele.mjs')
    await bundleLibrary(file)
    const { types, events } = await writeRegister(await import(pathToFileURL(file).href), folder)
    process.stdout.write(`Kept ${version}: ${events} events of ${types} types.\n`)
  } catch (error) {
    rmSync(folder, { recursive: true })
    throw error
  }
}

await main()
