import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Clientele } from '@clientele/adapters'
import type { ImportOutcome, ImportResult } from '@clientele/adapters/import'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { factsOf } from '../answers/listing.js'
import type { ArgumentsOf, Options } from '../arguments/arguments.js'
import { actingOptions, jsonOption, localeOption, registerOptions } from '../arguments/options.js'
import { type Ending, failed, sentenceOf, type Told } from '../cli-error.js'
import { type Io, say } from '../io.js'
import { changing } from '../opening/opening.js'
import { storeAt } from '../opening/stores.js'
import { printJson } from '../printing/json.js'
import { printTable } from '../printing/table.js'
import { progressOf } from '../progress.js'
import { subCommand } from '../sub-command.js'

/** What an import takes from the command line. */
export type ImportLine = {
  readonly directory: string
  readonly by?: string | undefined
  readonly today?: string | undefined
  readonly at?: string | undefined
  readonly dryRun?: boolean
}

/** Imports with a progress bar. */
export const importWithProgress = async (crm: Clientele, io: Io, line: ImportLine): Promise<ImportOutcome> => {
  const progress = progressOf(io, 'Importing', 'KiB')
  const outcome = await crm.import(resolve(io.cwd, line.directory), {
    by: line.by,
    today: line.today,
    at: line.at,
    dryRun: line.dryRun,
    signal: io.signal,
    onProgress: ({ bytes, totalBytes }) => progress.at(Math.ceil(bytes / 1024), Math.ceil(totalBytes / 1024)),
  })
  progress.stop()
  return outcome
}

const mostShown = 20

const unreadable: { readonly [error: string]: string } = {
  DirectoryNotFound: 'There is no such directory',
  NotADirectory: 'This is no directory',
  DirectoryUnreadable: 'This directory cannot be read',
}

const problemLine = ({ file, line, ...told }: ImportResult['problems'][number]): string =>
  `${file}${line === 0 ? '' : `:${line}`}: ${sentenceOf(told)}`

/** Tells on stderr what was wrong with the rows, the first of them. */
export const tellProblems = (io: Io, { problems, problemCount }: ImportResult): void => {
  for (const problem of problems.slice(0, mostShown)) say(io, problemLine(problem))
  if (problemCount > mostShown) say(io, `… and ${problemCount - mostShown} more: --json lists up to 10,000.`)
}

/** The sentence for an import that could not go on. */
export const importFailure = (told: Told, directory: string): string => {
  const known = Object.hasOwn(unreadable, told.error) ? unreadable[told.error] : undefined
  return known === undefined ? sentenceOf(told) : `${known}: ${directory}. Give a directory with .csv files.`
}

const endOf = (outcome: ImportOutcome, directory: string): Ending => {
  if (isLeft(outcome)) {
    const { done: _, ...told } = outcome.left
    return failed(importFailure(told, directory))
  }
  const { rejected, problemCount } = outcome.right
  if (problemCount === 0) return right(undefined)
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
} as const satisfies Options

type Args = ArgumentsOf<typeof options> & { readonly DIR: string }

const importInto = async (crm: Clientele, args: Args, io: Io): Promise<Ending> => {
  const { DIR: directory, by, today, 'dry-run': dryRun } = args
  const outcome = await importWithProgress(crm, io, { directory, by, today, dryRun })
  const result = isLeft(outcome) ? outcome.left.done : outcome.right
  if (args.json) await printJson(io, result)
  else {
    const { problems: _, problemCount, ...counts } = result
    await printTable(io, factsOf({ ...counts, problems: problemCount }, args.locale))
    tellProblems(io, result)
  }
  return endOf(outcome, directory)
}

// Trying out must not make a store.
const whereOf = async (args: Args, io: Io): Promise<Args> => {
  const place = await storeAt(args.store, { cwd: io.cwd })
  const isNew = !isLeft(place) && place.right.file !== null && !existsSync(place.right.file)
  return args['dry-run'] && isNew ? { ...args, store: 'memory:' } : args
}

/** Imports a directory of CSV files. */
export const importDirectory = subCommand({
  name: 'import',
  about: 'import a register directory: customers.csv, employees.csv, responsibilities.csv, ...',
  order: 'problems by file (in the order they are read) and line.',
  positionals: { DIR: { about: 'the directory with the .csv files; every file is optional' } },
  options,
  changes: true,
  examples: [
    ['import register --by anna', 'import in the name of anna; once more imports nothing twice'],
    ['import register --dry-run --json', 'what would be refused, as JSON'],
  ],
  run: async (args, io) => changing(await whereOf(args, io), io, (crm) => importInto(crm, args, io)),
})
