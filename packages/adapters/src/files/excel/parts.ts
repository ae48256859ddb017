import { posix } from 'node:path'
import { type Archive, tooLarge } from './archive.js'
import { createNumberFormats, type NumberFormat } from './number-formats.js'
import { type Attributes, xmlEvents } from './xml.js'

/** The maximum size, in bytes, of a part that lists others or has styles. */
const largestList = 67_108_864

/** The elements of a part in order, with their attributes; none if there is no such part. */
const elementsOf = async function* (
  archive: Archive,
  part: string,
): AsyncGenerator<{ readonly name: string; readonly attributes: Attributes; readonly isOpen: boolean }> {
  const bytes = await archive.part(part, largestList)
  if (bytes === null) return
  for await (const events of xmlEvents(bytes))
    for (const event of events) {
      if ('open' in event) yield { name: event.open, attributes: event.attributes, isOpen: true }
      else if ('close' in event) yield { name: event.close, attributes: {}, isOpen: false }
    }
}

type Relation = { readonly id: string; readonly type: string; readonly target: string }

/** What a part refers to: the last word of its type, and the name of the part. */
const relationsOf = async (archive: Archive, part: string): Promise<readonly Relation[]> => {
  const { dir, base } = posix.parse(part)
  const relations: Relation[] = []
  for await (const { name, attributes } of elementsOf(archive, posix.join(dir, '_rels', `${base}.rels`))) {
    const { Id: id = '', Type: type = '', Target: target = '' } = attributes
    if (name === 'Relationship')
      relations.push({ id, type: posix.basename(type), target: posix.resolve('/', dir, target).slice(1) })
  }
  return relations
}

/** A sheet of a workbook, and the part with its rows. */
export type SheetPart = { readonly name: string; readonly part: string }

/** What a workbook consists of. */
export type Workbook = {
  readonly sheets: readonly SheetPart[]
  /** Whether its days are counted from 1904. */
  readonly isFrom1904: boolean
  readonly sharedTexts: string
  readonly styles: string
}

/** The maximum number of sheets of a workbook that is read. */
export const mostSheets = 255

const isTrue = (flag: string | undefined): boolean => flag === '1' || flag === 'true'

const idOf = (attributes: Attributes): string =>
  Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? ''

/** The code of the error for an archive that is no workbook. */
export const noWorkbook = 'NO_WORKBOOK'

const noWorkbookError = (): Error => Object.assign(new Error('This is no workbook.'), { code: noWorkbook })

/** Reads which sheets a workbook has, in their order; sheets that consist of a chart are left out. */
export const readWorkbook = async (archive: Archive): Promise<Workbook> => {
  const [own] = (await relationsOf(archive, '')).filter(({ type }) => type === 'officeDocument')
  if (own === undefined) throw noWorkbookError()
  const relations = await relationsOf(archive, own.target)
  const sheets: SheetPart[] = []
  let isFrom1904 = false
  for await (const { name, attributes } of elementsOf(archive, own.target)) {
    if (name === 'workbookPr') isFrom1904 ||= isTrue(attributes.date1904)
    const relation = name === 'sheet' ? relations.find(({ id }) => id === idOf(attributes)) : undefined
    if (relation?.type === 'worksheet') sheets.push({ name: attributes.name ?? '', part: relation.target })
  }
  if (sheets.length === 0) throw noWorkbookError()
  if (sheets.length > mostSheets) throw tooLarge()
  const partOf = (wanted: string): string => relations.find(({ type }) => type === wanted)?.target ?? ''
  return { sheets, isFrom1904, sharedTexts: partOf('sharedStrings'), styles: partOf('styles') }
}

/** Reads the number format of each style of cells. */
export const readFormats = async (archive: Archive, part: string): Promise<readonly NumberFormat[]> => {
  const codes = new Map<number, string>()
  const styles: number[] = []
  let isOfCells = false
  for await (const { name, attributes, isOpen } of elementsOf(archive, part)) {
    if (name === 'numFmt' && isOpen) codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
    if (name === 'cellXfs') isOfCells = isOpen
    if (name === 'xf' && isOpen && isOfCells) styles.push(Number(attributes.numFmtId))
  }
  const formatOf = createNumberFormats(codes)
  return styles.map(formatOf)
}
