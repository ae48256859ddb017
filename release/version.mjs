// The version number of a release: one for all packages.

const order = ['major', 'minor', 'patch']

/**
 * The next version.
 *
 * @param {string} version `1.2.3`
 * @param {string} kind `major`, `minor` or `patch`
 */
export const versionAfter = (version, kind) => {
  const at = order.indexOf(kind)
  if (at === -1) throw new Error(`A release is major, minor or patch, and not "${kind}".`)
  const numbers = /^(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number)
  if (numbers === undefined) throw new Error(`${version} is no version like 1.2.3.`)
  return numbers.map((number, index) => (index < at ? number : index === at ? number + 1 : 0)).join('.')
}

const isOurs = (name) => name.startsWith('@clientele/')

const withOurs = (dependencies, version) =>
  Object.fromEntries(Object.entries(dependencies).map(([name, range]) => [name, isOurs(name) ? version : range]))

const groups = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']

const numbered = (manifest, version) => {
  const wanted = groups.filter((group) => manifest[group] !== undefined)
  const changed = wanted.map((group) => [group, withOurs(manifest[group], version)])
  return { ...manifest, version, ...Object.fromEntries(changed) }
}

const asText = (value) => `${JSON.stringify(value, null, 2)}\n`

const isOwnEntry = ([path]) => !path.includes('node_modules/')

const numberedLock = ({ packages, ...lock }, version) => {
  const entries = Object.entries(packages).map((entry) =>
    isOwnEntry(entry) ? [entry[0], numbered(entry[1], version)] : entry,
  )
  return { ...lock, version, packages: Object.fromEntries(entries) }
}

const unreleased = '## Unreleased\n'

const numberedChanges = (text, version, day) => {
  const [before, after] = text.split(unreleased)
  const changes = after?.split('\n## ')[0]?.trim() ?? ''
  if (changes === '') throw new Error('CHANGELOG.md says of nothing that is unreleased.')
  return `${before}${unreleased}\n## ${version} (${day})\n${after}`
}

const oneVersion = (manifests) => {
  const versions = new Set(manifests.map(({ version }) => version))
  if (versions.size !== 1) throw new Error(`The packages have several versions: ${[...versions].join(', ')}.`)
  return [...versions][0]
}

/**
 * The changes of a release.
 *
 * @param files the texts of CHANGELOG.md, package-lock.json and every package.json, by path
 * @param {string} kind `major`, `minor` or `patch`
 * @param {string} day `2026-11-30`
 * @returns the version, and the new texts by path
 * @throws if packages have several versions, or nothing is unreleased
 */
export const planRelease = (files, kind, day) => {
  const manifests = Object.entries(files).filter(([path]) => path.endsWith('package.json'))
  const version = versionAfter(oneVersion(manifests.map(([, text]) => JSON.parse(text))), kind)
  return {
    version,
    files: {
      ...Object.fromEntries(manifests.map(([path, text]) => [path, asText(numbered(JSON.parse(text), version))])),
      'package-lock.json': asText(numberedLock(JSON.parse(files['package-lock.json']), version)),
      'CHANGELOG.md': numberedChanges(files['CHANGELOG.md'], version, day),
    },
  }
}
