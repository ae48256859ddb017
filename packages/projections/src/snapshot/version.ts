import * as domain from '@clientele/domain'
import { createHistory } from '../history/history.js'
import { createKeptLines } from '../history/kept-lines.js'
import * as lineWords from '../history/line.js'
import * as activity from '../history/lines/activity.js'
import * as billing from '../history/lines/billing.js'
import * as catalogues from '../history/lines/catalogues.js'
import * as customer from '../history/lines/customer.js'
import { lines } from '../history/lines/index.js'
import * as lists from '../history/lines/lists.js'
import * as marketing from '../history/lines/marketing.js'
import * as people from '../history/lines/people.js'
import * as responsibilities from '../history/lines/responsibilities.js'
import * as traits from '../history/lines/traits.js'
import { createLinks } from '../history/links.js'
import * as names from '../history/names.js'
import * as subjectPlaces from '../history/subject-places.js'
import * as words from '../history/word.js'
import * as forgetting from '../register/forgetting.js'
import { handlers } from '../register/handlers/index.js'
import * as moves from '../register/moves.js'
import { createFreeNumbers } from '../register/numbers.js'
import { createRegister } from '../register/register.js'
import { createRoster } from '../register/roster.js'
import { createTable } from '../register/table.js'
import { createTables } from '../register/tables.js'

/** The way snapshots are written; raised by hand when it or something the version cannot see changes. */
const format = 3

/** Whatever decides what an event leaves behind. */
const reducers: readonly unknown[] = [
  format,
  handlers,
  lines,
  // What rows of the lines call: exported there for this, as what is not is not seen.
  [activity, billing, catalogues, customer, lists, marketing, people, responsibilities, traits],
  [forgetting, moves, names, lineWords, subjectPlaces, words, domain],
  [
    createHistory,
    createKeptLines,
    createLinks,
    createFreeNumbers,
    createRegister,
    createRoster,
    createTable,
    createTables,
  ],
]

const deepest = 4

const textsOf = function* (thing: unknown, depth = 0): Iterable<string> {
  if (typeof thing === 'function') yield String(thing)
  else if (typeof thing !== 'object' || thing === null) yield JSON.stringify(thing) ?? ''
  else if (depth < deepest)
    for (const name of Object.keys(thing).sort()) {
      yield name
      yield* textsOf(Reflect.get(thing, name), depth + 1)
    }
}

const offset = 0x811c9dc5
const prime = 0x01000193

/** FNV-1a over the code units of some texts, from a seed. */
const hashed = (texts: Iterable<string>, seed: number): string => {
  let hash = offset ^ seed
  for (const text of texts)
    for (let at = 0; at <= text.length; at += 1) hash = Math.imul(hash ^ (text.charCodeAt(at) || 0), prime)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

let known: string | null = null

/**
 * Another one whenever the reducers are others, or the way snapshots are written: made from their source text and that
 * of everything they can call in other files. A snapshot of another version is of no use.
 */
export const projectionsVersion = (): string => {
  known ??= [0, 1].map((seed) => hashed(textsOf(reducers), seed)).join('')
  return known
}
