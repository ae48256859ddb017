// Mutation testing: see options.mjs, or run it with --help.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createBundles } from './bundle.mjs'
import { createCompiler } from './compiling.mjs'
import { equivalents } from './equivalent.mjs'
import { mutantsOf, sampleOf } from './mutants.mjs'
import { help, readOptions } from './options.mjs'
import { filesOf, levelsOf, packageOf, root } from './places.mjs'
import { reportOf, scoreOf } from './report.mjs'
import { createTrials } from './trial.mjs'

const say = (text) => void process.stdout.write(`${text}\n`)

const isOneOf = (mutants) => (one) =>
  mutants.some(
    ({ file, start, text, says }) => one.file === file && one.start === start && one.text === text && one.says === says,
  )

/** The mutants to test: a sample, or the survivors of an earlier run that still exist. */
const chosen = ({ places, sample, seed, again }) => {
  if (again === undefined) return sampleOf([...new Set(places.flatMap(filesOf))], sample, seed)
  const survivors = JSON.parse(readFileSync(again, 'utf8')).flatMap((one) =>
    one.checkAppend === 'survived' ? one.mutant : [],
  )
  return [...new Set(survivors.map(({ file }) => file))].flatMap(mutantsOf).filter(isOneOf(survivors))
}

/** Tests a mutant by the trials of its package, which are created on first use. */
const createJudge = (bundles, compiles, isNearOnly) => {
  const listed = equivalents()
  const trials = new Map()
  const trialOf = (name) => {
    if (!trials.has(name)) trials.set(name, createTrials(bundles, levelsOf(name, isNearOnly)))
    return trials.get(name)
  }
  return async (mutant) => {
    if (listed.has(mutant)) return { mutant, checkAppend: 'equivalent' }
    const by = await trialOf(packageOf(mutant.file))(mutant)
    if (by !== null) return { mutant, checkAppend: 'noticed', by }
    return { mutant, checkAppend: (await compiles(mutant)) ? 'survived' : 'not compiling' }
  }
}

const tried = async (mutants, judge, minutes) => {
  const end = Date.now() + minutes * 60_000
  const results = []
  for (const mutant of mutants) {
    if (Date.now() > end) break
    const result = await judge(mutant)
    results.push(result)
    say(`${results.length} ${result.checkAppend} ${mutant.file}:${mutant.line} ${mutant.says.slice(0, 120)}`)
  }
  return results
}

const cache = join(root, 'node_modules/.cache')

/** Runs work in a temporary folder below the project, so that its packages are found from there. */
const inFolder = async (work) => {
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'mutation-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
  await work(folder)
}

const run = (options) =>
  inFolder(async (folder) => {
    const mutants = chosen(options)
    const bundles = createBundles(folder)
    const judge = createJudge(bundles, createCompiler(folder), options.near)
    try {
      const results = await tried(mutants, judge, options.minutes)
      if (options.results !== undefined) writeFileSync(options.results, JSON.stringify(results, null, 1))
      say(['', ...reportOf(results, mutants.length, equivalents().gone(options.places))].join('\n'))
      if (scoreOf(results) < options.least) process.exitCode = 1
    } finally {
      await bundles.dispose()
    }
  })

const main = async () => {
  const options = readOptions(process.argv.slice(2))
  return options.help ? say(help) : run(options)
}

await main().catch((error) => {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
})
