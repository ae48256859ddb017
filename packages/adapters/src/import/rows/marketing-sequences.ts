import { sha256 } from '#platform'

/** A statement of a file: its sequence (about whom, which channel, bans or consent), its day, and what it says. */
export type FileStatement = { readonly sequence: string; readonly date: string | null; readonly says: string }

/** A statement among those of its sequence. */
export type Place = {
  /** What others wait for; `null` where the sequence has one statement only. */
  readonly id: string | null
  /** The id of the statement that comes right before it by day, if there is one. */
  readonly after: string | null
  /** The id its command is given under, made of what it says and of its place among those of one day. */
  readonly commandId: string
  /** The id of the last command of its day. */
  readonly lastOfDay: string
}

const idOf = (sequence: string, ordinal: number): string => `${sequence} ${ordinal}`

/** By day, a statement without a day last; those of one day as the file has them. */
const byDay = (sequence: readonly FileStatement[]): readonly number[] =>
  sequence.map((_, ordinal) => ordinal).sort((a, b) => compareDays(sequence[a], sequence[b]) || a - b)

const compareDays = (a: FileStatement | undefined, b: FileStatement | undefined): number => {
  const [one, other] = [a?.date ?? '~', b?.date ?? '~']
  return one < other ? -1 : one > other ? 1 : 0
}

const prefix = 'import.'

/**
 * Whether a command id is one that imports make of what a row says. Anybody can make it too: who gives a command under it
 * keeps the row from being imported, so take none from those you do not trust.
 */
export const isImportCommandId = (commandId: string): boolean => commandId.startsWith(prefix)

const commandId = ({ sequence, date, says }: FileStatement, number: number): string =>
  `${prefix}${sha256(JSON.stringify([sequence, number, says, date])).slice(0, 32)}`

/** The command ids of a sequence; what only repeats what was said right before it on that day is the same statement. */
const commandIds = (sequence: readonly FileStatement[]): readonly string[] => {
  const days = new Map<string | null, { readonly number: number; readonly says: string }>()
  return sequence.map((statement) => {
    const before = days.get(statement.date) ?? { number: 0, says: '' }
    const numbered = before.says === statement.says ? before : { number: before.number + 1, says: statement.says }
    days.set(statement.date, numbered)
    return commandId(statement, numbered.number)
  })
}

const placesOf = (sequence: readonly FileStatement[]): readonly Place[] => {
  const ids = commandIds(sequence)
  const lastOfDay = new Map(sequence.map(({ date }, ordinal) => [date, ids[ordinal] ?? '']))
  const places: Place[] = []
  let after: string | null = null
  for (const ordinal of byDay(sequence)) {
    const statement = sequence[ordinal]
    if (statement === undefined) continue
    const id = sequence.length === 1 ? null : idOf(statement.sequence, ordinal)
    const own = ids[ordinal] ?? ''
    places[ordinal] = { id, after, commandId: own, lastOfDay: lastOfDay.get(statement.date) ?? own }
    after = id
  }
  return places
}

/** The place of a statement that was not there when the file was read for the first time. */
const alone = (statement: FileStatement): Place => {
  const id = commandId(statement, 1)
  return { id: null, after: null, commandId: id, lastOfDay: id }
}

/** Gives every statement of a file its place; the file is read twice. */
export type Sequences = {
  /** Takes note of a statement when the file is read for the first time. */
  note(statement: FileStatement): void
  /** The place of the next statement of its sequence when the file is read for the second time. */
  next(statement: FileStatement): Place
}

/** The sequences of one file. */
export const createSequences = (): Sequences => {
  const noted = new Map<string, FileStatement[]>()
  const places = new Map<string, { readonly all: readonly Place[]; read: number }>()

  const placesIn = (sequence: string) => {
    const known = places.get(sequence) ?? { all: placesOf(noted.get(sequence) ?? []), read: 0 }
    places.set(sequence, known)
    return known
  }

  return {
    note: (statement) => {
      const sequence = noted.get(statement.sequence)
      if (sequence === undefined) noted.set(statement.sequence, [statement])
      else sequence.push(statement)
    },
    next: (statement) => {
      const known = placesIn(statement.sequence)
      const place = known.all[known.read] ?? alone(statement)
      known.read += 1
      return place
    },
  }
}
