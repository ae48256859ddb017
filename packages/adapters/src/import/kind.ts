import type { Message } from '@clientele/domain'
import type { ReadableRegister } from '@clientele/projections'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { randomUuid } from '#platform'
import { type BadCell, type Columns, decodeRow, type RowOf } from './columns.js'

/** Why a row, or a part of it, was refused: a name and facts. */
export type Refusal = { readonly error: string; readonly [fact: string]: unknown }

/** Whom a row is about, by ids. */
export type About = {
  readonly customerIds?: readonly string[]
  readonly personIds?: readonly string[]
  readonly projectIds?: readonly string[]
}

/** What the register shows while rows are planned. */
export type Known = Pick<ReadableRegister, 'tables' | 'settings' | 'today'> & {
  /** Why a row is refused whatever it says: it is about somebody the actor may not see. `null` for what may be seen. */
  readonly hides?: ((about: About) => Refusal | null) | undefined
}

/** Whether customers may be in several groups at a time. */
export const isMultiple = ({ settings }: Known): boolean => settings.policies.groupMembership === 'multiple'

/** What a file can be about, in the order in which files are read. */
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

/** What a file is about, as it is called without its ending: `customers`. */
export type ImportKind = (typeof importKinds)[number]

export type FileName = `${ImportKind}.csv`

/** The files of a register directory, in the order in which they are read. */
export const fileNames: readonly FileName[] = importKinds.map((kind): FileName => `${kind}.csv`)

/** Instants by types of commands. */
export type Times = { readonly [command: string]: string }

/** The commands of a row, in the order in which they are executed; none where nothing differs. */
export type Plan = {
  /** Why nothing is executed: the subject of the row was deleted, and an import does not bring it back. */
  readonly refused?: Refusal | null
  /** Creates the subject of the row; when refused, the rest of the row is not tried. */
  readonly create?: readonly Message[]
  /** Replaces stored values. */
  readonly update?: readonly Message[]
  /** Adds to lists and memberships. */
  readonly add?: readonly Message[]
  /** Executed after the file named by `FileKind.deferredUntil`. */
  readonly deferred?: readonly Message[]
  /** Renames a rejection of `create` where the domain's name for it would mislead. */
  readonly called?: (refusal: Refusal) => Refusal
  /** When the change happened according to the row (an instant). */
  readonly at?: string | undefined
  /** When what a command of a type says happened (an instant), where the row says another time for it than for the rest. */
  readonly times?: Times
  /** The `commandId` of the row's one command. */
  readonly commandId?: string
  /** Executes nothing when a command with one of these ids has appended before. */
  readonly unlessGiven?: readonly string[]
}

/** Days gone by are told at their noon; what is said of a day to come is said now (`undefined`). */
export const noonOf = (day: string | null | undefined, { today }: Known): string | undefined =>
  day == null || day > today() ? undefined : `${day}T12:00:00.000Z`

/** A decoded row: what it waits for, and its commands. */
export type ImportRow = {
  /** Identifies the subject within the file; a second row with the same id may add, but not update. */
  readonly id: string | null
  /** Whether the file says that id. */
  readonly isIdGiven: boolean
  /** Whom the row compares with what is there, or names. */
  about(known: Known): About
  /** Rows that share a key are planned one after another; all are executed in the order of the file. Empty for a plan that depends on the row alone. */
  keys(known: Known): readonly string[]
  /** The id of a row further down that must be executed first; `null` when there is none. */
  waitsFor(known: Known): string | null
  plan(known: Known): Plan
  /** What the row is about, by its name where it has one. */
  subject(known: Known): string
}

/** A kind of file: its columns, and how a row of it is read. */
export type FileKind = {
  readonly file: FileName
  readonly columns: Columns
  /** Other columns our exports of such things have: they are known, and not read. */
  readonly notRead: readonly string[]
  /** Other columns of our exports that say the same with names. */
  readonly named: { readonly [column: string]: readonly string[] }
  /** Columns of which one has to be there for the headings to say that a file is of this kind. */
  readonly knownBy: readonly string[]
  /** The file after which the deferred commands of rows are executed. */
  readonly deferredUntil: FileName
  read(cellOf: (column: string) => string | undefined): Either<readonly BadCell[], ImportRow>
  /** Sees every row before the first one is planned; the file is read twice then. */
  readonly prescan?: (cellOf: (column: string) => string | undefined) => void
}

type Definition<C extends Columns> = {
  readonly file: FileName
  readonly columns: C
  readonly notRead?: readonly string[]
  readonly named?: FileKind['named']
  readonly knownBy?: readonly string[]
  readonly keys: (row: RowOf<C>, known: Known) => readonly string[]
  /** `newId` is the id of what the row brings where it gives none itself. */
  readonly plan: (row: RowOf<C>, known: Known, newId: () => string) => Plan
  readonly id?: (row: RowOf<C>) => string | null
  readonly isIdGiven?: (row: RowOf<C>) => boolean
  readonly about?: (row: RowOf<C>, known: Known) => About
  readonly subject: (row: RowOf<C>, known: Known) => string
  /** The first day of what the row creates, if it says one. */
  readonly since?: (row: RowOf<C>) => string | null | undefined
  readonly waitsFor?: (row: RowOf<C>, known: Known) => string | null
  readonly deferredUntil?: FileName
}

/** Only what begins has a first day: what is changed of something that is there is changed now. */
const begunOn = (day: string | null | undefined, plan: Plan, known: Known): Plan => {
  const at = plan.create === undefined || plan.create.length === 0 ? undefined : noonOf(day, known)
  return at === undefined ? plan : { ...plan, at }
}

/** A new id, the same each time it is asked for. */
const newIdOnce = (): (() => string) => {
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
  read: (cellOf) => {
    const decoded = decodeRow(kind.columns, cellOf)
    if (isLeft(decoded)) return decoded
    const row = decoded.right
    const newId = newIdOnce()
    return right({
      id: kind.id?.(row) ?? null,
      isIdGiven: kind.isIdGiven?.(row) ?? true,
      about: (known) => kind.about?.(row, known) ?? {},
      subject: (known) => kind.subject(row, known),
      keys: (known) => kind.keys(row, known),
      waitsFor: (known) => kind.waitsFor?.(row, known) ?? null,
      plan: (known) => begunOn(kind.since?.(row), kind.plan(row, known, newId), known),
    })
  },
})

/** The fields of a record that are defined. */
export const definedFields = <R extends object>(record: R): { [K in keyof R]: Exclude<R[K], undefined> } =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof R]: Exclude<R[K], undefined>
  }

const tidy = (value: string | null | undefined): string | null => value?.trim() || null

/** Whether a text is given and is another than the known one; outer blanks do not count. */
export const isChanged = (value: string | null | undefined, known: string | null | undefined): boolean =>
  value !== undefined && tidy(value) !== tidy(known)

/** The name of a customer; its id where it is not there. */
export const customerNamed = (customerId: string, { tables }: Known): string =>
  tables.customers.get(customerId)?.name ?? customerId
