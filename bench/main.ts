import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { benchmarks } from './benchmarks.js'
import { type Benchmark, type Figure, isMet, machine, report } from './figure.js'
import { cachedRegister, furnishedRegister } from './registers.js'

// Beside the compiled files, on the disk of the project: a temporary directory may be in memory.
const registersFolder = fileURLToPath(new URL('../registers', import.meta.url))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { full: { type: 'boolean' }, list: { type: 'boolean' }, json: { type: 'string' } },
})

// A reader may close the pipe after the first lines (`head`); the JSON file is written anyway.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const say = (text: string): void => void process.stdout.write(`${text}\n`)

const chosen = (): readonly Benchmark[] => {
  const unknown = positionals.find((name) => benchmarks.every((one) => one.name !== name))
  if (unknown !== undefined) throw new Error(`There is no benchmark ${unknown}: --list names them.`)
  return positionals.length === 0 ? benchmarks : benchmarks.filter(({ name }) => positionals.includes(name))
}

const measured = async (benchmark: Benchmark): Promise<readonly Figure[] | string> => {
  const directory = mkdtempSync(`${fileURLToPath(new URL('..', import.meta.url))}run-`)
  try {
    return await benchmark.run({
      full: values.full === true,
      directory,
      register: (size) => cachedRegister(registersFolder, size),
      furnished: (size) => furnishedRegister(registersFolder, size),
    })
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

const all = async (): Promise<void> => {
  const figures: (Figure & { readonly benchmark: string })[] = []
  const skipped: { readonly benchmark: string; readonly reason: string }[] = []
  for (const benchmark of chosen()) {
    process.stderr.write(`${benchmark.name} …`)
    const began = performance.now()
    const found = await measured(benchmark)
    process.stderr.write(` ${((performance.now() - began) / 1000).toFixed(1)} s\n`)
    if (typeof found === 'string') skipped.push({ benchmark: benchmark.name, reason: found })
    else figures.push(...found.map((figure) => ({ benchmark: benchmark.name, ...figure })))
  }
  say(report(figures))
  for (const { benchmark, reason } of skipped) say(`${benchmark} was skipped: ${reason}.`)
  say(`${machine()}; ${values.full === true ? 'full' : 'small'} size; ratios are medians of rounds in turn.`)
  const facts = { machine: machine(), full: values.full === true, skipped }
  const results = figures.map((figure) => ({ ...figure, met: isMet(figure) }))
  if (values.json !== undefined)
    writeFileSync(
      resolve(process.env.INIT_CWD ?? process.cwd(), values.json),
      `${JSON.stringify({ ...facts, results }, null, 2)}\n`,
    )
}

if (values.list === true) for (const { name, about } of benchmarks) say(`${name.padEnd(20)} ${about}`)
else await all()
