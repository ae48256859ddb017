import { sha256 } from '#platform'

/** A statement of a file: its sequence (subject, channel, ban or consent), its day, and its content. */
export type FileStatement = { readonly sequence: string; readonly date: string | null; readonly content: string }

/** The place of a statement in its sequence. */
export type Place = {
  /** The id by which others wait for it; `null` if the sequence has only one statement. */
  readonly id: string | null
  /** The id of the previous statement by day, if there is one. */
  readonly after: string | null
  /** The command id, derived from its content and its number among the statements of its day. */
  readonly commandId: string
  /** The command id of the last statement of its day. */
  readonly lastOfDay: string
}

const idOf = (sequence: string, ordinal: number): string => `${sequence} ${ordinal}`

/** Sorts by day, statements without a day last; those of one day in file order. */
const byDay = (sequence: readonly FileStatement[]): readonly number[] =>
  sequence.map((_, ordinal) => ordinal).sort((a, b) => compareDays(sequence[a], sequence[b]) || a - b)

const compareDays = (a: FileStatement | undefined, b: FileStatement | undefined): number => {
  const [one, other] = [a?.date ?? '~', b?.date ?? '~']
  return one < other ? -1 : one > other ? 1 : 0
}

const prefix = 'import.'

/**
 * Whether a command id is derived by imports from the content of a row. Such an id can be guessed, and a command with
 * it prevents the row from being imported: do not accept one from untrusted callers.
 */
export const isImportCommandId = (commandId: string): boolean => commandId.startsWith(prefix)

const commandId = ({ sequence, date, content: says }: FileStatement, number: number): string =>
  `${prefix}${sha256(JSON.stringify([sequence, number, says, date])).slice(0, 32)}`

/** The command ids of a sequence; a statement that repeats the previous one of the same day gets the same id. */
const commandIds = (sequence: readonly FileStatement[]): readonly string[] => {
  const days = new Map<string | null, { readonly number: number; readonly says: string }>()
  return sequence.map((statement) => {
    const before = days.get(statement.date) ?? { number: 0, says: '' }
    const numbered = before.says === statement.content ? before : { number: before.number + 1, says: statement.content }
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

/** The place of a statement that was not found in the first pass over the file. */
const singlePlace = (statement: FileStatement): Place => {
  const id = commandId(statement, 1)
  return { id: null, after: null, commandId: id, lastOfDay: id }
}

/** Finds the place of every statement of a file, which is read twice. */
export type Sequences = {
  /** Notes a statement in the first pass over the file. */
  note(statement: FileStatement): void
  /** Returns the place of the next statement of its sequence in the second pass. */
  next(statement: FileStatement): Place
}

/** Creates the sequences of one file. */
export const createSequences = (): Sequences => {
  const statements = new Map<string, FileStatement[]>()
  const places = new Map<string, { readonly all: readonly Place[]; read: number }>()

  const placesIn = (sequence: string) => {
    const known = places.get(sequence) ?? { all: placesOf(statements.get(sequence) ?? []), read: 0 }
    places.set(sequence, known)
    return known
  }

  return {
    note: (statement) => {
      const sequence = statements.get(statement.sequence)
      if (sequence === undefined) statements.set(statement.sequence, [statement])
      else sequence.push(statement)
    },
    next: (statement) => {
      const known = placesIn(statement.sequence)
      const place = known.all[known.read] ?? singlePlace(statement)
      known.read += 1
      return place
    },
  }
}
