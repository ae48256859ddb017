import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Unreadable } from '../../files/csv/reading.js'
import type { FileKind, FileName } from '../kind.js'
import { fileKinds } from '../kinds.js'
import { areBlank } from './cells.js'
import {
  type DirectoryProblem,
  fileNameOf,
  isTable,
  openDirectory,
  type Source,
  type Sources,
  sizeOf,
} from './directory.js'
import { type Header, headerOf } from './header.js'
import { headingsFor } from './headings.js'
import { encodingIn, type FileOptions } from './options.js'
import { isUnreadable, rowsOf, sheetNamesIn } from './reading.js'

/** A file without a known kind that cannot be read: it is damaged, or has a password or a format that is not read. */
export type FileNotRead = { readonly error: 'FileUnreadable' | 'FileFormatNotRead'; readonly file: string }

/** The kind of a file is not recognized by its name, and its headings match no kind, or several. */
export type KindNotRecognised = { readonly error: 'KindNotRecognised'; readonly file: string }

const headingsOf = (kind: FileKind, { headings }: FileOptions) => headingsFor(kind, headings)

/** The first row that is not blank; none if the file is empty. */
const headerRow = async (source: Source, options: FileOptions): Promise<readonly string[] | Unreadable> => {
  const all = fileKinds().map((kind) => headingsOf(kind, options))
  const isHeading = (heading: string): boolean => all.some(({ columnOf }) => columnOf(heading) !== undefined)
  const { delimiter } = options
  for await (const item of rowsOf(source, { encoding: encodingIn(options), delimiter, isHeading }))
    if (isUnreadable(item)) return item
    else if (!areBlank(item.fields)) return item.fields
  return []
}

/** How well headings match a kind; of equal matches, a kind with a column that every row needs wins. */
const pointsOf = ({ columns }: FileKind, { positions, problems }: Header): number =>
  positions.size - problems.length + ([...positions.keys()].some((name) => columns[name]?.must === 'row') ? 0.5 : 0)

/** The kind of file that headings match best; `null` if there is none, or several. */
const kindOf = (fields: readonly string[] | Unreadable, options: FileOptions): FileName | null => {
  if ('error' in fields) return null
  const fits = fileKinds()
    .map((kind) => ({ kind, header: headerOf(fields, kind.columns, headingsOf(kind, options)) }))
    .filter(({ kind, header }) => header.isUsable && kind.knownBy.some((column) => header.positions.has(column)))
    .map(({ kind, header }) => ({ file: kind.file, points: pointsOf(kind, header) }))
    .sort((a, b) => b.points - a.points)
  const [best, second] = fits
  return best === undefined || best.points === second?.points ? null : best.file
}

const sheetsOf = async (source: Source): Promise<readonly { readonly name: string; readonly source: Source }[]> => {
  const names = await sheetNamesIn(source.path)
  if (names.length < 2) return [{ name: source.file, source }]
  return names.map((name, number) => ({
    name: `${name}.csv`,
    source: { ...source, file: `${source.file} (${name})`, sheet: { number, name } },
  }))
}

/** Adds a sheet of a recognized, new kind; returns whether it was added or is empty. */
const addSheet = async (
  known: Map<FileName, Source>,
  { name, source }: { readonly name: string; readonly source: Source },
  options: FileOptions,
): Promise<boolean> => {
  const header = await headerRow(source, options)
  const kind = fileNameOf(name) ?? kindOf(header, options)
  if (kind === null || known.has(kind)) return 'length' in header && header.length === 0
  known.set(kind, source)
  return true
}

type Sheets = Awaited<ReturnType<typeof sheetsOf>>

type UnknownSheets = NonNullable<Sources['unknownSheets']>

/** Adds the sheets of a workbook, and returns those that were not added. */
const addSheets = async (
  known: Map<FileName, Source>,
  { file, sheets }: { readonly file: string; readonly sheets: Sheets },
  options: FileOptions,
): Promise<UnknownSheets> => {
  const unknown: UnknownSheets[number][] = []
  for (const sheet of sheets)
    if (!(await addSheet(known, sheet, options))) unknown.push({ file, sheet: sheet.source.sheet?.name ?? '' })
  return unknown
}

const whyNoKind = (file: string, header: readonly string[] | Unreadable): KindNotRecognised | FileNotRead =>
  'error' in header && (header.error === 'FileUnreadable' || header.error === 'FileFormatNotRead')
    ? { ...header, error: header.error, file }
    : { error: 'KindNotRecognised', file }

/** Opens a single file; its kind is given, or recognized by the name of the file or sheet, or by its headings. */
export const openFile = async (
  path: string,
  options: FileOptions,
  { kind, file = basename(path) }: { readonly kind?: FileName | undefined; readonly file?: string | undefined } = {},
): Promise<Either<KindNotRecognised | FileNotRead, Sources>> => {
  const source: Source = { file, path, size: await sizeOf(path) }
  if (kind !== undefined) return right({ known: new Map([[kind, source]]), unknown: [], twice: [] })
  const known = new Map<FileName, Source>()
  const unknownSheets = await addSheets(known, { file, sheets: await sheetsOf(source) }, options)
  if (known.size === 0) return left(whyNoKind(file, await headerRow(source, options)))
  return right({ known, unknown: [], twice: [], unknownSheets })
}

/** The sheet of a workbook with the kind of its name: the one that is recognized as such, or else the first. */
const ownSheet = async (kind: FileName, sheets: Sheets, options: FileOptions): Promise<Sheets[number] | undefined> => {
  for (const sheet of sheets) if (fileNameOf(sheet.name) === kind) return sheet
  for (const sheet of sheets) if (kindOf(await headerRow(sheet.source, options), options) === kind) return sheet
  return sheets[0]
}

/** Adds the sheets of the workbooks in a directory, each like a file; those of no new kind are reported. */
const withSheets = async (path: string, found: Sources, options: FileOptions): Promise<Sources> => {
  const known = new Map(found.known)
  const unknown: string[] = []
  const unknownSheets: UnknownSheets[number][] = []
  for (const [kind, source] of found.known) {
    const sheets = await sheetsOf(source)
    const own = sheets.length < 2 ? undefined : await ownSheet(kind, sheets, options)
    if (own === undefined) continue
    known.set(kind, own.source)
    const others = { file: source.file, sheets: sheets.filter((sheet) => sheet !== own) }
    unknownSheets.push(...(await addSheets(known, others, options)))
  }
  for (const file of found.unknown) {
    const sheets = await sheetsOf({ file, path: join(path, file), size: await sizeOf(join(path, file)) })
    const before = known.size
    const left = sheets.length < 2 ? [] : await addSheets(known, { file, sheets }, options)
    if (known.size > before) unknownSheets.push(...left)
    else unknown.push(file)
  }
  return { ...found, known, unknown, unknownSheets }
}

/** Opens the sources at a path: the files of a directory, or one file. */
export const openSources = async (
  path: string,
  options: FileOptions,
): Promise<Either<DirectoryProblem | KindNotRecognised | FileNotRead, Sources>> => {
  const isFile = isTable(path) && ((await stat(path).catch(() => null))?.isFile() ?? false)
  if (isFile) return openFile(path, options)
  const found = await openDirectory(path)
  return isLeft(found) ? found : right(await withSheets(path, found.right, options))
}
