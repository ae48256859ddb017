// Where the sources of what our packages export are, so that tests run on sources instead of what was built.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The names of our packages. */
export const packages = readdirSync(new URL('../packages', import.meta.url))

const inPackage = (name, path) => fileURLToPath(new URL(`../packages/${name}/${path}`, import.meta.url))

const sourcesOf = (name) => {
  const { exports } = JSON.parse(readFileSync(inPackage(name, 'package.json'), 'utf8'))
  return Object.entries(exports)
    .filter(([, { default: built }]) => built !== undefined)
    .map(([path, { default: built }]) => [
      `@clientele/${name}${path.slice(1)}`,
      inPackage(name, built.replace('/dist/', '/src/').replace(/js$/, 'ts')),
    ])
}

/** The source file of each specifier that our packages export. */
export const exportedSources = new Map(packages.flatMap(sourcesOf))
