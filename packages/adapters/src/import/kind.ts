import { dateOf, type Message } from '@clientele/domain'
import type { ReadableRegister } from '@clientele/projections'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { randomUuid } from '#platform'
import { type BadCell, type Columns, decodeRow, type RowOf } from './columns.js'

/** Why a row, or a part of it, was refused: an error name and facts. */
export type Refusal = { readonly error: string; readonly [fact: string]: unknown }

/** The subjects of a row, by ids. */
export type About = {
  readonly customerIds?: readonly string[]
  readonly personIds?: readonly string[]
  readonly projectIds?: readonly string[]
}

/** The state of the register while rows are planned. */
export type Known = Pick<ReadableRegister, 'tables' | 'settings' | 'today'> & {
  /**
   * The refusal of a row about a subject that the actor may not see, whatever its content; `null` for visible subjects.
   */
  readonly hides?: ((about: About) => Refusal | null) | undefined
}

/** Whether customers may be in several groups at once. */
export const isMultiple = ({ settings }: Known): boolean => settings.policies.groupMembership === 'multiple'

/** The kinds of files, in the order in which they are read. */
export const importKinds = [
  'settings',
  'roles',
  'classifiers',
  'contact-properties',
  'employees',
  'customer-groups',
  'special-groups',
  'customers',
  'contacts',
  'projects',
  'responsibilities',
  'marketing',
  'documents',
] as const

/** A kind of file, which is its name without extension: `customers`. */
export type ImportKind = (typeof importKinds)[number]

export type FileName = `${ImportKind}.csv`

/** The files of a register directory, in the order in which they are read. */
export const fileNames: readonly FileName[] = importKinds.map((kind): FileName => `${kind}.csv`)

/** Instants by types of commands. */
export type Times = { readonly [command: string]: string }

/** The commands of a row, in the order of execution; none if nothing differs. */
export type Plan = {
  /** Why nothing is executed: for example, the subject was deleted, and an import does not restore it. */
  readonly refused?: Refusal | null
  /** Creates the subject of the row; if refused, the rest of the row is skipped. */
  readonly create?: readonly Message[]
  /** Replaces stored values. */
  readonly update?: readonly Message[]
  /** Adds to lists and memberships. */
  readonly add?: readonly Message[]
  /** Executed after the file named by `FileKind.deferredUntil`. */
  readonly deferred?: readonly Message[]
  /** Renames a rejection of `create` if the domain's name for it would be misleading. */
  readonly called?: (refusal: Refusal) => Refusal
  /** When the change happened, according to the row (an instant). */
  readonly at?: string | undefined
  /** The instants of command types for which the row has another time than for the rest. */
  readonly times?: Times
  /** The `commandId` of the row's one command. */
  readonly commandId?: string
  /** Executes nothing if a command with one of these ids has appended events before. */
  readonly unlessGiven?: readonly string[]
}

// Noon UTC is on the next day where clocks are twelve hours or more ahead, as in New Zealand.
const noonIn = (day: string, timeZone: string): string =>
  dateOf(`${day}T12:00:00.000Z`, timeZone) === day ? `${day}T12:00:00.000Z` : `${day}T00:00:00.000Z`

/**
 * The instant for a day: noon UTC of a past day, or its beginning where noon is on another day in the register's time
 * zone; `undefined` (now) for a future day.
 */
export const noonOf = (day: string | null | undefined, { today, settings }: Known): string | undefined =>
  day == null || day > today() ? undefined : noonIn(day, settings.policies.timeZone)

/** A decoded row: its dependencies and its commands. */
export type ImportRow = {
  /** Identifies the subject within the file; a second row with the same id may add, but not update. */
  readonly id: string | null
  /** Whether the id is in the file. */
  readonly isIdGiven: boolean
  /** The subjects that the row changes or refers to. */
  about(known: Known): About
  /**
   * Rows that share a key are planned one after another; all are executed in file order. Empty if the plan depends only
   * on the row.
   */
  keys(known: Known): readonly string[]
  /** The id of a later row that must be executed first; `null` if there is none. */
  waitsFor(known: Known): string | null
  plan(known: Known): Plan
  /** The subject of the row, by name if it has one. */
  subject(known: Known): string
}

/** The text of a row's cell in a column; `undefined` if the file lacks the column. */
type CellOf = (column: string) => string | undefined

/** A kind of file: its columns, and how to read its rows. */
export type FileKind = {
  readonly file: FileName
  readonly columns: Columns
  /** Other columns of our exports, which are known but not read. */
  readonly notRead: readonly string[]
  /** Other columns of our exports that contain names instead of ids. */
  readonly named: { readonly [column: string]: readonly string[] }
  /** Columns of which a file must have one to be recognized as this kind. */
  readonly knownBy: readonly string[]
  /** The file after which the deferred commands of rows are executed. */
  readonly deferredUntil: FileName
  read(cellOf: CellOf): Either<readonly BadCell[], ImportRow>
  /** Called with every row before the first one is planned; the file is then read twice. */
  readonly prescan?: (cellOf: CellOf) => void
}

type Definition<C extends Columns> = {
  readonly file: FileName
  readonly columns: C
  readonly notRead?: readonly string[]
  readonly named?: FileKind['named']
  readonly knownBy?: readonly string[]
  /** What the plan depends on; by default the row's id. */
  readonly keys?: (row: RowOf<C>, known: Known) => readonly string[]
  /** `newId` generates the id of a new subject if the row has none. */
  readonly plan: (row: RowOf<C>, known: Known, newId: () => string) => Plan
  readonly id?: (row: RowOf<C>) => string | null
  readonly isIdGiven?: (row: RowOf<C>) => boolean
  readonly about?: (row: RowOf<C>, known: Known) => About
  readonly subject: (row: RowOf<C>, known: Known) => string
  /** The first day of the created subject, if the row has one. */
  readonly since?: (row: RowOf<C>) => string | null | undefined
  readonly waitsFor?: (row: RowOf<C>, known: Known) => string | null
  readonly deferredUntil?: FileName
  /** Called with every readable row before the first one is planned; the file is then read twice. */
  readonly prescan?: (row: RowOf<C>) => void
}

const prescanOf = <C extends Columns>({ columns, prescan }: Definition<C>): Pick<FileKind, 'prescan'> =>
  prescan === undefined
    ? {}
    : {
        prescan: (cellOf) => {
          const row = decodeRow(columns, cellOf)
          if (!isLeft(row)) prescan(row.right)
        },
      }

/** Applies the first day only to creation: changes of an existing subject happen now. */
const withFirstDay = (day: string | null | undefined, plan: Plan, known: Known): Plan => {
  const at = plan.create === undefined || plan.create.length === 0 ? undefined : noonOf(day, known)
  return at === undefined ? plan : { ...plan, at }
}

/** Creates a function that returns one new id, the same at each call. */
const createNewId = (): (() => string) => {
  let made: string | null = null
  return () => {
    made ??= randomUuid()
    return made
  }
}

/** Defines a kind of file. */
export const fileKind = <C extends Columns>(kind: Definition<C>): FileKind => ({
  file: kind.file,
  columns: kind.columns,
  notRead: kind.notRead ?? [],
  named: kind.named ?? {},
  knownBy: kind.knownBy ?? Object.keys(kind.columns).filter((name) => kind.columns[name]?.must === 'row'),
  deferredUntil: kind.deferredUntil ?? 'documents.csv',
  ...prescanOf(kind),
  read: (cellOf) => {
    const decoded = decodeRow(kind.columns, cellOf)
    if (isLeft(decoded)) return decoded
    const row = decoded.right
    const newId = createNewId()
    const id = kind.id?.(row) ?? null
    return right({
      id,
      isIdGiven: kind.isIdGiven?.(row) ?? true,
      about: (known) => kind.about?.(row, known) ?? {},
      subject: (known) => kind.subject(row, known),
      keys: (known) => kind.keys?.(row, known) ?? (id === null ? [] : [id]),
      waitsFor: (known) => kind.waitsFor?.(row, known) ?? null,
      plan: (known) => withFirstDay(kind.since?.(row), kind.plan(row, known, newId), known),
    })
  },
})

/** The fields of a record that are defined. */
export const definedFields = <R extends object>(record: R): { [K in keyof R]: Exclude<R[K], undefined> } =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof R]: Exclude<R[K], undefined>
  }

const trimOrNull = (value: string | null | undefined): string | null => value?.trim() || null

/** Whether a text is given and differs from the known one, ignoring outer blanks. */
export const isChanged = (value: string | null | undefined, known: string | null | undefined): boolean =>
  value !== undefined && trimOrNull(value) !== trimOrNull(known)

/** The name of a customer; its id if the customer does not exist. */
export const customerNamed = (customerId: string, { tables }: Known): string =>
  tables.customers.get(customerId)?.name ?? customerId
