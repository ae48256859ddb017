// Tests a mutant with the tests of a level in a separate process, which ends at the first failure.
import { spawn } from 'node:child_process'
import { nearestTests, root } from './places.mjs'

const run = (bundle, env, ms) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--max-old-space-size=3000', bundle], {
      cwd: root,
      env: { ...process.env, CI: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const stop = () => child.kill('SIGKILL')
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      stop()
    }, ms)
    process.once('exit', stop)
    let out = ''
    const add = (text) => {
      out += text
    }
    child.stdout.on('data', add)
    child.stderr.on('data', add)
    child.on('close', (code) => {
      clearTimeout(timer)
      process.off('exit', stop)
      const checkAppend = out.split('\n').findLast((line) => /^(PASSED|FAILED) /.test(line))
      resolve({
        passed: code === 0 && checkAppend?.startsWith('PASSED') === true,
        says: isLate ? 'it took too long' : (checkAppend ?? out.slice(-2000)),
      })
    })
  })

const envFor = ({ skip }, first = '') => ({ MUTATION_SKIP: skip, MUTATION_FIRST: first })

/** Runs the tests of a level on the unchanged sources; throws if one fails. Returns their duration. */
const unbroken = async (bundles, level) => {
  const bundle = await bundles.build(level, null)
  const start = Date.now()
  const { passed, says } = await run(bundle, envFor(level), 1_800_000)
  if (!passed) throw new Error(`Without any mutant: ${says}`)
  return Date.now() - start
}

// Long enough for a busy machine; a mutant that loops for ever exceeds it.
const limitFor = (ms) => Math.max(120_000, 10 * ms)

const tryOn = async (bundles, level, mutant, ms) => {
  const bundle = await bundles.build(level, mutant).catch(() => null)
  if (bundle === null) return { passed: false, says: 'it cannot be built' }
  return run(bundle, envFor(level, nearestTests(mutant.file)), limitFor(ms))
}

/** Tests mutants on one level after another, until a test notices. */
export const createTrials = (bundles, levels) => {
  const known = new Map()
  const timeOf = async (level) => {
    if (!known.has(level.name)) known.set(level.name, await unbroken(bundles, level))
    return known.get(level.name)
  }
  /** Returns why the mutant is noticed, or `null`. */
  return async (mutant) => {
    for (const level of levels) {
      const { passed, says } = await tryOn(bundles, level, mutant, await timeOf(level))
      if (!passed) return says
    }
    return null
  }
}
