import { type Parts, zipped } from './zipped.js'

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const references = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const list = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${references}/${type}" Target="${target}"/>`

/** A cell with a text. */
export const text = (content: string): string => `<c t="inlineStr"><is><t>${content}</t></is></c>`

/** A sheet with rows of cells, as XML. */
export const sheetOf = (...rows: readonly (readonly string[])[]): string =>
  `<worksheet ${main}><sheetData>${rows.map((cells) => `<row>${cells.join('')}</row>`).join('')}</sheetData></worksheet>`

/** A sheet of customers, as XML: the headings, and rows of cells. */
export const customersSheet = (headings: readonly string[], ...rows: readonly (readonly string[])[]): string =>
  sheetOf(headings.map(text), ...rows)

/** Styles of cells with these number formats, from 1 on. */
export const stylesOf = (...formats: readonly string[]): string => {
  const codes = formats.map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${code}"/>`)
  const styles = formats.map((_, at) => `<xf numFmtId="${200 + at}"/>`)
  return `<styleSheet ${main}><numFmts>${codes.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`
}

/** The shared texts of a workbook, each as XML. */
export const sharedTextsOf = (...texts: readonly string[]): string =>
  `<sst ${main}>${texts.map((one) => `<si>${one}</si>`).join('')}</sst>`

/** How a workbook is written. */
export type BookOptions = {
  readonly properties?: string
  readonly styles?: string
  readonly sharedTexts?: string
  /** The name of the part of a sheet, below `xl`. */
  readonly part?: (number: number) => string
  /** The reference to such a part. */
  readonly target?: (part: string) => string
  readonly others?: Parts
}

/** A workbook with named sheets, given as XML; written by hand, as other programs than Excel write it. */
export const bookOf = (sheets: Readonly<Record<string, string>>, options: BookOptions = {}): Buffer => {
  const { part = (number) => `worksheets/sheet${number}.xml`, target = (name) => name, properties = '' } = options
  const names = Object.keys(sheets)
  const declared = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at}"/>`)
  const related = names.map((_, at) => relation(`r${at}`, 'worksheet', target(part(at + 1))))
  const more = [relation('s', 'styles', 'styles.xml'), relation('t', 'sharedStrings', 'sharedStrings.xml')]
  return zipped({
    '_rels/.rels': `<Relationships ${list}>${relation('w', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${list}>${[...related, ...more].join('')}</Relationships>`,
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${references}">${properties}<sheets>${declared.join('')}</sheets></workbook>`,
    ...(options.styles === undefined ? {} : { 'xl/styles.xml': options.styles }),
    ...(options.sharedTexts === undefined ? {} : { 'xl/sharedStrings.xml': options.sharedTexts }),
    ...Object.fromEntries(Object.values(sheets).map((xml, at) => [`xl/${part(at + 1)}`, xml])),
    ...options.others,
  })
}
