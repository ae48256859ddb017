// `npm run release -- minor` shows the changes of a release; `-- minor --write` writes them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { planRelease } from './version.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

const read = (path) => readFileSync(join(root, path), 'utf8')

const foldersOf = (pattern) =>
  pattern.endsWith('/*')
    ? readdirSync(join(root, pattern.slice(0, -2))).map((name) => pattern.replace('*', name))
    : [pattern]

const manifests = () => [
  'package.json',
  ...JSON.parse(read('package.json'))
    .workspaces.flatMap(foldersOf)
    .map((folder) => `${folder}/package.json`),
]

const say = (line) => process.stdout.write(`${line}\n`)

/** The lines of a text that are not in another one. */
const newLines = (before, after) => {
  const known = new Set(before.split('\n'))
  return after.split('\n').filter((line) => !known.has(line))
}

const show = (files, planned) => {
  for (const [path, text] of Object.entries(planned))
    for (const line of new Set(newLines(files[path], text))) say(`${path}: ${line.trim()}`)
}

const next = (version) => [
  'npm install && npm run check',
  'npm run keep-release',
  `git commit -am "release: ${version}" && git tag v${version}`,
  'npm publish --workspaces',
]

const main = () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean' } } })
  const files = Object.fromEntries(
    ['CHANGELOG.md', 'package-lock.json', ...manifests()].map((path) => [path, read(path)]),
  )
  const plan = planRelease(files, positionals[0] ?? '', new Date().toISOString().slice(0, 10))
  show(files, plan.files)
  if (values.write !== true) return say(`Nothing is written: "npm run release -- ${positionals[0]} --write" does it.`)
  for (const [path, text] of Object.entries(plan.files)) writeFileSync(join(root, path), text)
  say(`Now:\n${next(plan.version).join('\n')}`)
}

try {
  main()
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
