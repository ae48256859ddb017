// The command line.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { filesOf, groups, packageOf, root } from './places.mjs'

export const help = `npm run mutate -- PLACE... [options]

Breaks the sources in small ways, one at a time, and runs the tests: a break that no test notices is a hole in them.
PLACE is a folder or file below packages/domain/src or packages/projections/src, or a group:
  domain        the decisions and states
  projections   the views, queries, register handlers and history

  --sample N      how many mutants (100)
  --seed S        which ones: the same for the same seed and sources (1)
  --minutes M     stop trying after so many (60)
  --near          only the tests of the package and the scenarios on it, not the slower ones of the whole
  --least P       fail below this score, in per cent
  --results FILE  keep the results as JSON
  --again FILE    try the survivors among these results, instead of a sample
  --help          print this

Survivors that nobody can notice stand in test/mutation/equivalent.json with the reason, and do not count.
`

const declared = {
  sample: { type: 'string', default: '100' },
  seed: { type: 'string', default: '1' },
  minutes: { type: 'string', default: '60' },
  near: { type: 'boolean', default: false },
  least: { type: 'string', default: '0' },
  results: { type: 'string' },
  again: { type: 'string' },
  help: { type: 'boolean', default: false },
}

const numbers = ['sample', 'seed', 'minutes', 'least']

const checkPlace = (place) => {
  if (groups[place] === undefined && !existsSync(join(root, place))) throw new Error(`There is no place ${place}.`)
  const stray = filesOf(place).find((file) => packageOf(file) === null)
  if (stray !== undefined) throw new Error(`${stray} is neither of the domain nor of the projections.`)
}

/** Parses the command line; throws an error that says what is wrong. */
export const readOptions = (args) => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: declared })
  const places = positionals.map((place) => place.replace(/\/$/, ''))
  if (values.help) return { ...values, places }
  if (places.length === 0 && values.again === undefined) throw new Error('Which place? --help says more.')
  places.forEach(checkPlace)
  const read = numbers.map((name) => [name, Number(values[name])])
  const wrong = read.find(([, number]) => !(number >= 0))
  if (wrong !== undefined) throw new Error(`--${wrong[0]} wants a number.`)
  return { ...values, ...Object.fromEntries(read), places }
}
