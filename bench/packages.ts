import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { atMost, type Benchmark, type Figure } from './figure.js'
import { median } from './measuring.js'

// The compiled file is in node_modules/.cache/bench/bench.
const root = fileURLToPath(new URL('../../../../', import.meta.url))

const rounds = 9

const run = (cwd: string, program: string): number =>
  Number(execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd, encoding: 'utf8' }))

const cpu = 'const { user, system } = process.cpuUsage(); process.stdout.write(String((user + system) / 1000))'
const importing = `await import('@clientele/clientele'); ${cpu}`

/** Milliseconds of processor time of new processes, measured in turn so that disturbances affect all three. */
type Round = { readonly empty: number; readonly published: number; readonly compiled: number }

const roundIn = (installed: string): Round => {
  const empty = run(installed, cpu)
  return { empty, published: run(installed, importing) - empty, compiled: run(root, importing) - empty }
}

type Packed = { readonly name: string; readonly filename: string; readonly size: number; readonly unpackedSize: number }

/** Packs a package as it would be published. */
const pack = (name: string, folder: string): Packed => {
  const output = execFileSync('npm', ['pack', '--json', '--pack-destination', folder, '-w', `packages/${name}`], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const parsed: Packed[] | { readonly [name: string]: Packed } = JSON.parse(output)
  const [packed] = Object.values(parsed)
  if (packed === undefined) throw new Error(`npm packed nothing for ${name}`)
  return packed
}

/** Unpacks a tarball where programs in the folder find it; other packages are found in the repository above. */
const unpack = (folder: string, { name, filename }: Packed): void => {
  const to = join(folder, 'node_modules', name)
  mkdirSync(to, { recursive: true })
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', to, '--strip-components=1'])
}

const kilobytes = (bytes: number): number => Math.round(bytes / 1000)

// The maximum size of each package in kilobytes; raise it only on purpose.
const maxSizes: { readonly [name: string]: number } = {
  adapters: 900,
  cli: 200,
  clientele: 30,
  domain: 850,
  http: 550,
  projections: 650,
  testing: 300,
}

const sizeOf = ({ name, size, unpackedSize }: Packed): Figure => ({
  what: `kilobytes of the tarball of ${name}`,
  ratio: kilobytes(size),
  target: atMost(maxSizes[name.replace('@clientele/', '')] ?? 0),
  ours: `${kilobytes(size)} kB`,
  floor: `${kilobytes(unpackedSize)} kB unpacked`,
  size: 'as published',
})

const spreadOf = (values: readonly number[]): readonly [number, number] => [Math.min(...values), Math.max(...values)]

const importFigures = (measured: readonly Round[]): readonly Figure[] => {
  const published = median(measured.map((round) => round.published))
  const size = `median of ${measured.length}`
  const figure = (what: string, of: (round: Round) => number, target: Figure['target'], floor: string): Figure => {
    const values = measured.map(of)
    return {
      what,
      ratio: median(values),
      spread: spreadOf(values),
      target,
      ours: `${published.toFixed(0)} ms`,
      floor,
      size,
    }
  }
  const milliseconds = (of: (round: Round) => number): string => `${median(measured.map(of)).toFixed(0)} ms`
  const empty = `${milliseconds((round) => round.empty)}, an empty process`
  return [
    figure(
      'milliseconds of processor time to import @clientele/clientele, an empty process taken off',
      (round) => round.published,
      atMost(150),
      empty,
    ),
    figure('the same by an empty process', (round) => round.published / round.empty, null, empty),
    figure(
      'the same by importing what the compiler wrote',
      (round) => round.published / round.compiled,
      atMost(0.3),
      `${milliseconds((round) => round.compiled)}, not bundled`,
    ),
  ]
}

export const packages: Benchmark = {
  name: 'packages',
  about: 'how long importing takes, and how large what is published is',
  run: async ({ directory }) => {
    const packed = readdirSync(join(root, 'packages')).map((name) => pack(name, directory))
    for (const one of packed) unpack(directory, one)
    const measured = Array.from({ length: rounds }, () => roundIn(directory))
    return [...importFigures(measured), ...packed.map(sizeOf)]
  },
}
