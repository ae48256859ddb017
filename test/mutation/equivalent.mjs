// The equivalent mutants, which no test can notice, with the reason; they are not counted.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mutantsOf } from './mutants.mjs'
import { filesOf, root } from './places.mjs'

const path = fileURLToPath(new URL('equivalent.json', import.meta.url))

const isSame = (one, other) => one.file === other.file && one.within === other.within && one.says === other.says

const isGone = (entry) =>
  !existsSync(join(root, entry.file)) || !mutantsOf(entry.file).some((one) => isSame(one, entry))

/** The list: whether a mutant is on it, and the entries for these places that no mutant matches any more. */
export const equivalents = () => {
  const entries = JSON.parse(readFileSync(path, 'utf8'))
  return {
    has: (mutant) => entries.some((entry) => isSame(mutant, entry)),
    gone: (places) => {
      const files = new Set(places.flatMap(filesOf))
      return entries.filter((entry) => (files.has(entry.file) || !existsSync(join(root, entry.file))) && isGone(entry))
    },
  }
}
