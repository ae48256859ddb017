import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { atMost, type Benchmark, type Figure } from './figure.js'

// This file stands in node_modules/.cache/bench/bench.
const root = fileURLToPath(new URL('../../../../', import.meta.url))

const rounds = 9

const run = (program: string): number =>
  Number(execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, encoding: 'utf8' }))

const cpu = 'const { user, system } = process.cpuUsage(); process.stdout.write(String((user + system) / 1000))'

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** Milliseconds of processor time that a new process needs to import something, without what the process itself needs. */
const importTime = (specifier: string): number =>
  median(Array.from({ length: rounds }, () => run(`await import('${specifier}'); ${cpu}`) - run(cpu)))

type Packed = { readonly name: string; readonly size: number; readonly unpackedSize: number }

/** Bytes of what would be published. */
const tarballOf = (name: string): Packed => {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '-w', `packages/${name}`], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const parsed: Packed[] | { readonly [name: string]: Packed } = JSON.parse(output)
  const [packed] = Object.values(parsed)
  if (packed === undefined) throw new Error(`npm packed nothing for ${name}`)
  return packed
}

const kilobytes = (bytes: number): number => Math.round(bytes / 1000)

// What each may grow to, in kilobytes; raise it on purpose.
const largest: { readonly [name: string]: number } = {
  adapters: 900,
  cli: 200,
  clientele: 30,
  domain: 850,
  projections: 650,
  testing: 300,
}

const sizeOf = (name: string): Figure => {
  const { size, unpackedSize } = tarballOf(name)
  return {
    what: `kilobytes of the tarball of @clientele/${name}`,
    ratio: kilobytes(size),
    target: atMost(largest[name] ?? 0),
    ours: `${kilobytes(size)} kB`,
    floor: `${kilobytes(unpackedSize)} kB unpacked`,
    size: 'as published',
  }
}

export const packages: Benchmark = {
  name: 'packages',
  about: 'how long importing takes, and how large what is published is',
  run: async () => {
    const milliseconds = importTime('@clientele/clientele')
    const imported: Figure = {
      what: 'milliseconds of processor time to import @clientele/clientele',
      ratio: milliseconds,
      target: atMost(150),
      ours: `${milliseconds.toFixed(0)} ms`,
      floor: 'a process that imports nothing',
      size: `median of ${rounds}`,
    }
    return [imported, ...readdirSync(join(root, 'packages')).map(sizeOf)]
  },
}
