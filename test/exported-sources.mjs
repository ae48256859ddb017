// The source files behind our exports, so that tests run on sources instead of the build.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The names of our packages. */
export const packages = readdirSync(new URL('../packages', import.meta.url))

const inPackage = (name, path) => fileURLToPath(new URL(`../packages/${name}/${path}`, import.meta.url))

const sourceOf = (name, built) => inPackage(name, built.replace('/dist/', '/src/').replace(/js$/, 'ts'))

const sourcesOf = (name) => {
  const { exports, imports = {} } = JSON.parse(readFileSync(inPackage(name, 'package.json'), 'utf8'))
  const exported = Object.entries(exports)
    .filter(([, { default: built }]) => built !== undefined)
    .map(([path, { default: built }]) => [`@clientele/${name}${path.slice(1)}`, sourceOf(name, built)])
  return [...exported, ...Object.entries(imports).map(([path, { node }]) => [path, sourceOf(name, node)])]
}

/** The source file of each specifier that our packages export, or import internally (`#platform`). */
export const exportedSources = new Map(packages.flatMap(sourcesOf))

/** The packages with a stable public API. */
export const promised = ['clientele', 'http', 'testing']

/** The source file of each specifier of the public API. */
export const promisedSources = new Map(
  [...exportedSources].filter(([specifier]) => promised.includes(specifier.split('/')[1])),
)
