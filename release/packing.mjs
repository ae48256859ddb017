// `npm pack` and `npm publish` run these before and after packing: in between `dist` is the bundle, and the compiler's
// output is beside it.
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { bundlePackage } from './bundle.mjs'

const patience = 60_000

const places = (folder) => ({
  dist: join(folder, 'dist'),
  plain: join(folder, 'dist.plain'),
  bundled: join(folder, 'dist.bundled'),
})

const remove = (path) => rmSync(path, { recursive: true, force: true })

const isCompiled = (dist) => existsSync(join(dist, '.tsbuildinfo'))

/** Restores the compiler's output, unless the compiler has run again. */
const restore = ({ dist, plain }) => {
  if (!existsSync(plain)) return
  if (isCompiled(dist)) return remove(plain)
  remove(dist)
  renameSync(plain, dist)
}

const isYoung = (path) => existsSync(path) && Date.now() - statSync(path).ctimeMs < patience

/** The folder of the bundle is the lock: creating it fails if it exists. */
const lock = ({ plain, bundled }) => {
  if (existsSync(bundled)) return false
  mkdirSync(bundled)
  if (!existsSync(plain)) return true
  remove(bundled)
  return false
}

/** Waits for another packing process, and cleans up after an interrupted one. */
const untilLocked = async (here) => {
  while (isYoung(here.plain) || isYoung(here.bundled)) await delay(200)
  remove(here.bundled)
  restore(here)
  if (!lock(here)) await untilLocked(here)
}

/** Copies the declarations of existing sources: a build leaves those of removed ones behind. */
const copyDeclarations = (folder, { dist, bundled }) => {
  const sources = join(folder, 'src')
  for (const entry of readdirSync(sources, { withFileTypes: true, recursive: true })) {
    if (!/\.tsx?$/.test(entry.name)) continue
    const file = relative(sources, join(entry.parentPath, entry.name)).replace(/tsx?$/, 'd.ts')
    mkdirSync(dirname(join(bundled, file)), { recursive: true })
    for (const suffix of ['', '.map']) cpSync(join(dist, file + suffix), join(bundled, file + suffix))
  }
}

/**
 * Replaces `dist` by the bundle to publish.
 *
 * @param {string} folder the package
 * @throws if the package is not built
 */
export const beforePacking = async (folder) => {
  const here = places(folder)
  await untilLocked(here)
  try {
    if (!isCompiled(here.dist)) throw new Error(`${folder} is not built: run "npm run build" first.`)
    await bundlePackage(folder, here.bundled)
    copyDeclarations(folder, here)
  } catch (error) {
    remove(here.bundled)
    throw error
  }
  renameSync(here.dist, here.plain)
  renameSync(here.bundled, here.dist)
}

/** Restores the compiler's output in `dist`. */
export const afterPacking = (folder) => restore(places(folder))
