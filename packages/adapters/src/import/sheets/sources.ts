import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { FileKind, FileName } from '../kind.js'
import { fileKinds } from '../kinds.js'
import { areBlank } from './cells.js'
import { type DirectoryProblem, fileNameOf, openDirectory, type Source, type Sources, sizeOf } from './directory.js'
import { type Header, headerOf } from './header.js'
import { headingsFor } from './headings.js'
import { encodingIn, type FileOptions } from './options.js'
import { isUnreadable, rowsOf, sheetNamesIn } from './reading.js'

/** The kind of a file is not recognized by its name, and its headings match no kind, or several. */
export type KindNotRecognised = { readonly error: 'KindNotRecognised'; readonly file: string }

const headingsOf = (kind: FileKind, { headings }: FileOptions) => headingsFor(kind, headings)

/** The first row that is not blank. */
const headerRow = async (source: Source, options: FileOptions): Promise<readonly string[]> => {
  const all = fileKinds().map((kind) => headingsOf(kind, options))
  const isHeading = (heading: string): boolean => all.some(({ columnOf }) => columnOf(heading) !== undefined)
  const { delimiter } = options
  for await (const item of rowsOf(source, { encoding: encodingIn(options), delimiter, isHeading }))
    if (isUnreadable(item)) return []
    else if (!areBlank(item.fields)) return item.fields
  return []
}

/** How well headings match a kind; of equal matches, a kind with a column that every row needs wins. */
const pointsOf = ({ columns }: FileKind, { positions, problems }: Header): number =>
  positions.size - problems.length + ([...positions.keys()].some((name) => columns[name]?.must === 'row') ? 0.5 : 0)

/** The kind of file that headings match best; `null` if there is none, or several. */
const kindOf = (fields: readonly string[], options: FileOptions): FileName | null => {
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
  if (kind === null || known.has(kind)) return header.length === 0
  known.set(kind, source)
  return true
}

/** Opens a single file; its kind is given, or recognized by the name of the file or sheet, or by its headings. */
export const openFile = async (
  path: string,
  options: FileOptions,
  { kind, file = basename(path) }: { readonly kind?: FileName | undefined; readonly file?: string | undefined } = {},
): Promise<Either<KindNotRecognised, Sources>> => {
  const source: Source = { file, path, size: await sizeOf(path) }
  if (kind !== undefined) return right({ known: new Map([[kind, source]]), unknown: [], twice: [] })
  const known = new Map<FileName, Source>()
  const unknownSheets: { readonly file: string; readonly sheet: string }[] = []
  for (const sheet of await sheetsOf(source))
    if (!(await addSheet(known, sheet, options))) unknownSheets.push({ file, sheet: sheet.source.sheet?.name ?? '' })
  if (known.size === 0) return left({ error: 'KindNotRecognised', file })
  return right({ known, unknown: [], twice: [], unknownSheets })
}

const isTable = (path: string): boolean => /\.(csv|xlsx|tsv|txt)$/i.test(path)

/** Opens the sources at a path: the files of a directory, or one file. */
export const openSources = async (
  path: string,
  options: FileOptions,
): Promise<Either<DirectoryProblem | KindNotRecognised, Sources>> => {
  const isFile = isTable(path) && ((await stat(path).catch(() => null))?.isFile() ?? false)
  return isFile ? openFile(path, options) : openDirectory(path)
}
