// `npm run docs`: builds the site from the build into docs/site/dist; with `--serve` serves it afterwards.
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deadLinks } from './dead-links.mjs'
import { foreignLoads } from './foreign-loads.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))

const print = (line) => process.stdout.write(`${line}\n`)

/** Runs a program in this folder; if it fails, ends the build with its exit code. */
const run = (what, program, ...args) => {
  const { status, error } = spawnSync(program, args, {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32' && program === 'npm',
  })
  if (status === 0) return
  process.stderr.write(`${what} failed${error === undefined ? '' : `: ${error.message}`}.\n`)
  process.exit(status ?? 1)
}

/** Whether the packages of the lockfile are installed: npm writes the second file after each installation. */
const isInstalled = () => {
  const installed = join(here, 'node_modules/.package-lock.json')
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(here, 'package-lock.json')).mtimeMs
}

const node = (what, script, ...args) => run(what, process.execPath, join(here, 'node_modules', script), ...args)

/** Ends the build with the problems of its output. */
const failOn = (what, found) => {
  if (found.length === 0) return
  process.stderr.write(`${what}:\n${found.join('\n')}\n`)
  process.exit(1)
}

const main = () => {
  if (!isInstalled()) {
    print('Installing what builds the site into docs/site/node_modules.')
    run('npm ci', 'npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund')
  }
  rmSync(join(here, 'api'), { recursive: true, force: true })
  node('TypeDoc', 'typedoc/bin/typedoc', '--options', 'typedoc.config.mjs', '--logLevel', 'Warn')
  node('VitePress', 'vitepress/bin/vitepress.js', 'build')
  const built = join(here, 'dist')
  failOn('These links lead to no page or heading of the site', deadLinks(built))
  failOn('The site loads these from other hosts', foreignLoads(built))
  print('The site is in docs/site/dist.')
  if (process.argv.includes('--serve')) node('The server', 'vitepress/bin/vitepress.js', 'preview')
}

main()
