// Where the sources of what our packages export are, so that tests run on sources instead of what was built.
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

/** The source file of each specifier that our packages export, or import by a name of their own (`#platform`). */
export const exportedSources = new Map(packages.flatMap(sourcesOf))

/** The packages whose exports are promised. */
export const promised = ['clientele', 'http', 'testing']

/** The source file of each specifier that is promised. */
export const promisedSources = new Map(
  [...exportedSources].filter(([specifier]) => promised.includes(specifier.split('/')[1])),
)
