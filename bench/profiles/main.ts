import { mkdtempSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { machine } from '../figure.js'
import { cachedRegister, furnishedRegister } from '../registers.js'
import { profileOf, type Share } from './profiler.js'
import { works } from './works.js'

const here = fileURLToPath(new URL('../..', import.meta.url))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { full: { type: 'boolean' }, list: { type: 'boolean' }, least: { type: 'string', default: '2' } },
})

const say = (text: string): void => void process.stdout.write(`${text}\n`)

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(7)

const shown = ({ name, self, total }: Share): string => `${percent(total)} ${percent(self)}  ${name}`

const look = async (name: string): Promise<void> => {
  const found = works[name]
  if (found === undefined) throw new Error(`There is nothing named ${name} to look into: --list names what is.`)
  const directory = mkdtempSync(`${here}run-`)
  const kept = `${here}registers`
  try {
    const { work, close } = await found.make({
      full: values.full === true,
      directory,
      register: (customers) => cachedRegister(kept, customers),
      furnished: (customers) => furnishedRegister(kept, customers),
    })
    const least = Number(values.least) / 100
    const all = (await profileOf(work)).filter(({ total }) => total >= least)
    await close()
    say(`${found.about}: functions of ${values.least} % and more, with what they call and alone`)
    for (const share of all) say(shown(share))
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

if (values.list === true) for (const [name, { about }] of Object.entries(works)) say(`${name.padEnd(24)} ${about}`)
else for (const name of positionals.length === 0 ? Object.keys(works) : positionals) await look(name)
if (values.list !== true) say(`${machine()}; the profiler itself makes everything slower by some tenths.`)
