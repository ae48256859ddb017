import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packages } from '../exported-sources.mjs'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const workspaces = [...packages.map((name) => `packages/${name}`), 'examples', 'test/mutation']

const files = (): readonly string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)))

// Links our own packages within the copy, and all others to where they are installed.
const linkModules = (folder: string): void => {
  const from = join(root, 'node_modules')
  const to = join(folder, 'node_modules')
  mkdirSync(to)
  for (const name of readdirSync(from))
    if (name !== '.cache' && name !== '@clientele') symlinkSync(join(from, name), join(to, name))
  cpSync(join(from, '@clientele'), join(to, '@clientele'), { recursive: true, verbatimSymlinks: true })
  for (const workspace of workspaces) {
    const own = join(root, workspace, 'node_modules')
    if (existsSync(own)) symlinkSync(own, join(folder, workspace, 'node_modules'))
  }
}

/** A copy of the repository in a temporary folder, with its packages linked. */
export type RepositoryCopy = { readonly folder: string; dispose(): void }

/** Copies the repository in its present state, without ignored files. */
export const copyRepository = (): RepositoryCopy => {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-how-to-'))
  for (const path of files()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    cpSync(join(root, path), join(folder, path))
  }
  linkModules(folder)
  return { folder, dispose: () => rmSync(folder, { recursive: true, force: true }) }
}
