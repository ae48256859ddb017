import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Clientele } from '@clientele/adapters'
import { dateOrders, type ImportOutcome, type ImportResult, problemSentence } from '@clientele/adapters/import'
import { type Locale, sentenceOf as sentenceFor } from '@clientele/projections'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { factsOf } from '../answers/listing.js'
import type { ArgumentsOf, Options } from '../arguments/arguments.js'
import { actingOptions, jsonOption, localeOption, registerOptions } from '../arguments/options.js'
import { type Ending, failed, type NamedError, sentenceOf } from '../cli-error.js'
import { type Io, say } from '../io.js'
import { withWritable } from '../opening/opening.js'
import { storeAt } from '../opening/stores.js'
import { printJson } from '../printing/json.js'
import { printTable } from '../printing/table.js'
import { progressOf } from '../progress.js'
import { subCommand } from '../sub-command.js'
import { headingsIn } from './import/headings-map.js'
import { refuseProblemsFile, writeProblems } from './import/problems-file.js'
import { templateFormats, writeTemplates } from './import/templates.js'

type CrmOptions = NonNullable<Parameters<Clientele['import']>[1]>

/** The option values of an import. */
export type ImportLine = Omit<CrmOptions, 'signal' | 'onProgress'> & { readonly directory: string }

/** Imports with a progress bar. */
export const importWithProgress = async (
  crm: Clientele,
  io: Io,
  { directory, ...options }: ImportLine,
): Promise<ImportOutcome> => {
  const progress = progressOf(io, 'Importing', 'KiB')
  const outcome = await crm.import(resolve(io.cwd, directory), {
    ...options,
    signal: io.signal,
    onProgress: ({ bytes, totalBytes }) => progress.at(Math.ceil(bytes / 1024), Math.ceil(totalBytes / 1024)),
  })
  progress.stop()
  return outcome
}

const maxShown = 20

const unreadable: { readonly [error: string]: string } = {
  DirectoryNotFound: 'There is no such directory',
  NotADirectory: 'This is no directory',
  DirectoryUnreadable: 'This directory cannot be read',
}

const problemLine = ({ file, line, ...told }: ImportResult['problems'][number], locale: Locale): string =>
  `${file}${line === 0 ? '' : `:${line}`}: ${problemSentence(told, locale)}`

/** Prints the first problems of rows to stderr. */
export const tellProblems = (io: Io, { problems, problemCount }: ImportResult, locale: Locale): void => {
  for (const problem of problems.slice(0, maxShown)) say(io, problemLine(problem, locale))
  if (problemCount > maxShown) say(io, `… and ${problemCount - maxShown} more: --json lists up to 10,000.`)
}

const separators: { readonly [delimiter: string]: string } = {
  '\t': 'tabs',
  ';': 'semicolons',
  '|': 'bars',
  ',': 'commas',
}

/** Reports how unusual files were read, and which parts were ignored. */
const tellFiles = (io: Io, { files }: ImportResult): void => {
  for (const { file, format, notRead } of files) {
    if (format !== null && format !== 'xlsx' && (format.encoding !== 'utf-8' || format.delimiter !== ','))
      say(
        io,
        `${file}: read as ${format.encoding} with ${separators[format.delimiter] ?? format.delimiter} between cells.`,
      )
    if (notRead.length > 0) say(io, `${file}: these columns are not imported: ${notRead.join(', ')}.`)
  }
}

const spoken: ReadonlySet<string> = new Set(['KindNotRecognised', 'FileUnreadable', 'FileFormatNotRead'])

/** The sentence for an import that failed. */
export const importFailure = (told: NamedError, directory: string): string => {
  const known = Object.hasOwn(unreadable, told.error) ? unreadable[told.error] : undefined
  if (spoken.has(told.error)) return sentenceFor(told)
  return known === undefined ? sentenceOf(told) : `${known}: ${directory}. Give a directory with .csv files.`
}

const endOf = (outcome: ImportOutcome, { DIR: directory, locale }: Args): Ending => {
  if (isLeft(outcome)) {
    const { done: _, ...told } = outcome.left
    return failed(importFailure(told, directory))
  }
  const { rejected, problemCount, files } = outcome.right
  if (problemCount === 0)
    return files.length > 0 ? right(undefined) : failed(sentenceFor({ error: 'NothingToImport' }, locale))
  return failed(
    `Rows refused: ${rejected}, problems: ${problemCount}. Correct the files and import the directory again: ` +
      'what is there already is not imported twice.',
  )
}

const options = {
  ...registerOptions,
  ...actingOptions,
  ...jsonOption,
  ...localeOption,
  'dry-run': { kind: 'flag', about: 'report what would happen and change nothing' },
  encoding: {
    kind: 'text',
    about: 'the encoding of the CSV files where it is not to be recognised: utf-8, windows-1252, windows-1257 ...',
  },
  delimiter: {
    kind: 'text',
    about: 'what stands between two cells where it is not to be recognised: one character, or tab',
  },
  dates: {
    kind: 'text',
    about: 'the order in which the files write dates; 2026-12-31 is always read',
    choices: dateOrders,
  },
  map: { kind: 'text', about: 'a CSV file with two columns: headings of the files, and the columns they stand for' },
  template: {
    kind: 'text',
    about: 'import nothing and write empty files with the headings that are read, for each kind, or the one named',
    choices: templateFormats,
  },
  problems: { kind: 'text', about: 'write the refused rows and why into this Excel file, to correct and import it' },
} as const satisfies Options

type Args = ArgumentsOf<typeof options> & { readonly DIR: string }

const lineOf = (args: Args, headings: ImportLine['headings']): ImportLine => {
  const { DIR: directory, by, today, 'dry-run': dryRun, encoding, delimiter, dates, problems } = args
  return {
    directory,
    by,
    today,
    dryRun,
    encoding,
    delimiter: delimiter === 'tab' ? '\t' : delimiter,
    dates,
    headings,
    refusedRows: problems !== undefined,
  }
}

const importInto = async (crm: Clientele, args: Args, io: Io): Promise<Ending> => {
  const map = args.map === undefined ? right(undefined) : await headingsIn(args.map, io.cwd)
  if (isLeft(map)) return map
  const outcome = await importWithProgress(crm, io, lineOf(args, map.right))
  const result = isLeft(outcome) ? outcome.left.done : outcome.right
  const { refused, ...told } = result
  if (args.json) await printJson(io, told)
  else {
    const { problems: _, files: __, problemCount, ...counts } = told
    await printTable(io, factsOf({ ...counts, problems: problemCount }, args.locale))
    tellFiles(io, result)
    tellProblems(io, result, args.locale)
  }
  const written = await writeProblems(refused ?? [], args, io)
  return isLeft(written) ? written : endOf(outcome, args)
}

// A dry run must not create a store or keys.
const whereOf = async (args: Args, io: Io): Promise<Args> => {
  const place = await storeAt(args.store, { cwd: io.cwd })
  const isNew = !isLeft(place) && place.right.file !== null && !existsSync(place.right.file)
  return args['dry-run'] && isNew ? { ...args, store: 'memory:', keys: undefined } : args
}

/** Imports a directory of CSV files. */
export const importDirectory = subCommand({
  name: 'import',
  about: 'import a register directory: customers.csv, employees.csv, responsibilities.csv, ...',
  order: 'problems by file (in the order they are read) and line.',
  positionals: { DIR: { about: 'the directory with the .csv or .xlsx files, every one optional; or one such file' } },
  options,
  changes: true,
  examples: [
    ['import register --by anna', 'import in the name of anna; once more imports nothing twice'],
    ['import register --dry-run --json', 'what would be refused, as JSON'],
    ['import templates --template xlsx', 'empty files with headings to fill in'],
    ['import customers.xlsx --dates d.m.y --problems refused.xlsx', 'one file; what is refused lies in another'],
  ],
  run: async (args, io) => {
    const { template } = args
    if (template !== undefined) return writeTemplates({ ...args, template }, io)
    const refused = await refuseProblemsFile(args, io)
    if (isLeft(refused)) return refused
    return withWritable(await whereOf(args, io), io, (crm) => importInto(crm, args, io))
  },
})
