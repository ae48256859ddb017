import { resolve } from 'node:path'
import { generateRegister, type Scale } from '@clientele/adapters/generating'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { ArgumentsOf, Options } from '../arguments/arguments.js'
import { jsonOption } from '../arguments/options.js'
import { type Ending, failed, sentenceOf, usageFailure } from '../cli-error.js'
import { type Io, say } from '../io.js'
import { printJson } from '../printing/json.js'
import { progressOf } from '../progress.js'
import { subCommand } from '../sub-command.js'

const maxCustomers = 10_000_000

const options = {
  customers: { kind: 'count', about: 'how many customers', standard: '1000' },
  employees: { kind: 'count', about: 'how many employees', standard: '50' },
  groups: { kind: 'count', about: 'how many customer groups, by default the square root of the customers' },
  seed: { kind: 'count', about: 'the same number gives the same files, byte for byte', standard: '1' },
  ...jsonOption,
} as const satisfies Options

type Args = ArgumentsOf<typeof options> & { readonly DIR: string }

const problemOf = ({ customers, employees, groups = 1 }: Scale): string | null => {
  if (employees === 0) return '--employees must be at least 1.'
  if (groups === 0) return '--groups must be at least 1.'
  return Math.max(customers, employees, groups) > maxCustomers
    ? `--customers, --employees and --groups must be at most ${maxCustomers}.`
    : null
}

const run = async (args: Args, io: Io): Promise<Ending> => {
  const { DIR: directory, json, ...scale } = args
  const problem = problemOf(scale)
  if (problem !== null) return usageFailure(problem)
  const progress = progressOf(io, 'Generating', 'rows')
  const onProgress = ({ rows }: { readonly rows: number }): void => progress.at(rows)
  const generated = await generateRegister(resolve(io.cwd, directory), scale, { onProgress, signal: io.signal })
  progress.stop()
  if (isLeft(generated)) return failed(sentenceOf(generated.left))
  if (json) await printJson(io, generated.right)
  else say(io, `Wrote ${generated.right.rows} rows into ${directory}.`)
  return right(undefined)
}

/** Writes a large register of fictitious customers for testing. */
export const generate = subCommand({
  name: 'generate',
  about: 'write a register directory of made-up customers, as large as wanted, to be imported',
  positionals: {
    DIR: { about: 'an empty or new directory, or one that was generated before: then it is written over' },
  },
  options,
  changes: true,
  examples: [
    ['generate big --customers 100000 --employees 500 --groups 300', 'a register of about a million events'],
    ['generate small --customers 200 --seed 7', 'another one'],
  ],
  run,
})
