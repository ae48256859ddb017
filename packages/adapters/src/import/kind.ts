import type { Message } from '@clientele/domain'
import type { Register } from '@clientele/projections'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type BadCell, type Columns, decodeRow, type RowOf } from './columns.js'

/** Why a row, or a part of it, was refused: a name and facts. */
export type Refusal = { readonly error: string; readonly [fact: string]: unknown }

/** What the register shows while rows are planned. */
export type Known = Pick<Register, 'tables' | 'settings' | 'today'>

/** The files of a register directory, in the order in which they are read. */
export const fileNames = [
  'settings.csv',
  'roles.csv',
  'classifiers.csv',
  'contact-properties.csv',
  'employees.csv',
  'customer-groups.csv',
  'special-groups.csv',
  'customers.csv',
  'contacts.csv',
  'projects.csv',
  'responsibilities.csv',
  'marketing.csv',
  'documents.csv',
] as const

export type FileName = (typeof fileNames)[number]

/** The commands a row stands for, in the order in which they are given. Where nothing differs there are none. */
export type Plan = {
  /** Why nothing is given at all: what the row is about is gone, and an import does not bring it back. */
  readonly refused?: Refusal | null
  /** What brings the thing into being; when refused, the rest of the row is not tried. */
  readonly begins?: readonly Message[]
  /** What replaces a value that is there. */
  readonly changes?: readonly Message[]
  /** What only adds. */
  readonly adds?: readonly Message[]
  /** What waits until the file named by the kind was read. */
  readonly later?: readonly Message[]
  /** What a refusal of the beginning is told as, where the domain's name for it would mislead. */
  readonly called?: (refusal: Refusal) => Refusal
  /** When the row says it happened (an instant). */
  readonly at?: string | undefined
  /** The id the row's one command is given under. */
  readonly commandId?: string
  /** Nothing is given when a command with one of these ids was given before. */
  readonly unlessGiven?: readonly string[]
}

/** A decoded row: what it waits for, and the commands it stands for. */
export type ImportRow = {
  /** What may be said once in a file; a second row with it may add, but change nothing. */
  readonly id: string | null
  /** A row is planned on what the rows before it that share a key with it have changed. */
  keys(known: Known): readonly string[]
  /** The id of a row further down that has to come first, if there is one. */
  waitsFor(known: Known): string | null
  plan(known: Known): Plan
}

/** A kind of file: its columns, and how a row of it is read. */
export type FileKind = {
  readonly file: FileName
  readonly columns: Columns
  /** After which file the rows' later commands are given. */
  readonly later: FileName
  read(cellOf: (column: string) => string | undefined): Either<readonly BadCell[], ImportRow>
  /** Sees every row before the first one is planned; the file is read twice then. */
  readonly survey?: (cellOf: (column: string) => string | undefined) => void
}

type Definition<C extends Columns> = {
  readonly file: FileName
  readonly columns: C
  readonly keys: (row: RowOf<C>, known: Known) => readonly string[]
  readonly plan: (row: RowOf<C>, known: Known) => Plan
  readonly id?: (row: RowOf<C>) => string
  readonly waitsFor?: (row: RowOf<C>, known: Known) => string | null
  readonly later?: FileName
}

/** Defines a kind of file. */
export const fileKind = <C extends Columns>(kind: Definition<C>): FileKind => ({
  file: kind.file,
  columns: kind.columns,
  later: kind.later ?? 'documents.csv',
  read: (cellOf) => {
    const decoded = decodeRow(kind.columns, cellOf)
    if (isLeft(decoded)) return decoded
    const row = decoded.right
    return right({
      id: kind.id?.(row) ?? null,
      keys: (known) => kind.keys(row, known),
      waitsFor: (known) => kind.waitsFor?.(row, known) ?? null,
      plan: (known) => kind.plan(row, known),
    })
  },
})

/** The given fields of a record without those nothing is said about. */
export const said = <R extends object>(record: R): { [K in keyof R]: Exclude<R[K], undefined> } =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof R]: Exclude<R[K], undefined>
  }

const tidy = (value: string | null | undefined): string | null => value?.trim() || null

/** Whether a text is given and is another than the known one; outer blanks do not count. */
export const differs = (value: string | null | undefined, known: string | null | undefined): boolean =>
  value !== undefined && tidy(value) !== tidy(known)
