export * from './import-file.js'
export {
  type ImportFailure,
  type ImportOptions,
  type ImportOutcome,
  type ImportProgress,
  importRegister,
} from './import-register.js'
export { type FileName, fileNames, type ImportKind, importKinds, type Known } from './kind.js'
export type { FileHeading, ImportedFile, ImportProblem, ImportResult, RowChange, RowCounts } from './problem.js'
export { isImportCommandId } from './rows/marketing-sequences.js'
export { type DateOrder, dateOrders } from './sheets/cells.js'
export { type ColumnHeading, columnHeadings } from './sheets/column-headings.js'
export type { DirectoryProblem } from './sheets/directory.js'
export { readHeadings } from './sheets/headings-file.js'
export type { FileOptions } from './sheets/options.js'
export { problemSentence } from './sheets/problem-sentence.js'
export type { FileFormat } from './sheets/reading.js'
export type { RefusedRows } from './sheets/refused-rows.js'
export { refusedSheet } from './sheets/refused-sheet.js'
export type { FileNotRead, KindNotRecognised } from './sheets/sources.js'
export { templateSheet } from './sheets/template.js'
export { type DisposableTarget, type ImportTarget, importTarget } from './target/target.js'
