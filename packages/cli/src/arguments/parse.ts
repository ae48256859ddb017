import { withoutPassword } from '@clientele/adapters/internal'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import yargs, { type Argv, type Options as YargsOptions } from 'yargs'
import type { CliError } from '../cli-error.js'
import { reflow } from '../printing/text.js'
import type { SubCommand } from '../sub-command.js'
import { type Option, type ParsedLine, problemIn } from './arguments.js'

/** The result of parsing: a sub-command to run, or text to print. */
export type ParseResult =
  | { readonly kind: 'run'; readonly subCommand: SubCommand; readonly written: ParsedLine }
  | { readonly kind: 'print'; readonly text: string }

const helpWidth = 110

type ParseState = { asked: ParseResult | null; problem: string | null; about: SubCommand | null }

const shapes: { readonly [K in Option['kind']]: YargsOptions } = {
  text: { type: 'string', nargs: 1 },
  texts: { type: 'string', array: true, requiresArg: true },
  flag: { type: 'boolean' },
  date: { type: 'string', nargs: 1 },
  count: { type: 'string', nargs: 1 },
  counts: { type: 'string', array: true, requiresArg: true },
  moment: { type: 'string', nargs: 1 },
}

const yargsOption = ({ kind, about, choices, required, standard }: Option): YargsOptions => ({
  ...shapes[kind],
  describe: about,
  ...(choices === undefined ? {} : { choices }),
  ...(required === true ? { demandOption: true } : {}),
  ...(standard === undefined ? {} : { default: standard }),
})

const describe = (argv: Argv, subCommand: SubCommand): Argv => {
  for (const [name, option] of Object.entries(subCommand.options)) argv.option(name, yargsOption(option))
  for (const [name, { about }] of Object.entries(subCommand.positionals))
    argv.positional(name, { type: 'string', describe: about })
  for (const [line, does] of subCommand.examples) argv.example(`clientele ${line}`, does)
  if (subCommand.order !== undefined) argv.epilogue(`Order: ${subCommand.order}`)
  return argv.check((args) => problemIn(args, subCommand.options) ?? emptyPositional(args, subCommand) ?? true, false)
}

// yargs drops a single dash and everything after `--`: mark these words so that it keeps them.
const mark = '\u0000'

const markWords = (line: readonly string[]): readonly string[] => {
  const dashes = line.indexOf('--')
  const [before, behind] = dashes === -1 ? [line, []] : [line.slice(0, dashes), line.slice(dashes + 1)]
  return [...before.map((word) => (word === '-' ? mark + word : word)), ...behind.map((word) => mark + word)]
}

const withoutMark = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutMark)
  return typeof value === 'string' && value.startsWith(mark) ? value.slice(mark.length) : value
}

const removeMarks = (args: ParsedLine): ParsedLine =>
  Object.fromEntries(Object.entries(args).map(([name, value]) => [name, withoutMark(value)]))

const emptyPositional = (args: ParsedLine, { positionals }: SubCommand): string | null => {
  const name = Object.keys(positionals).find((one) => args[one] === '')
  return name === undefined ? null : `${name} must not be empty`
}

const addTo = (argv: Argv, subCommand: SubCommand, chosen: ParseState): void => {
  argv.command(
    subCommand.usage,
    subCommand.about,
    (one) => {
      chosen.about = subCommand
      return describe(one, subCommand)
    },
    (args) => {
      chosen.asked = { kind: 'run', subCommand, written: removeMarks(args) }
    },
  )
}

const parserOf = (subCommands: readonly SubCommand[], version: string, chosen: ParseState): Argv => {
  const argv = yargs()
    .scriptName('clientele')
    .locale('en')
    .exitProcess(false)
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .usage('clientele <command>\n\nA customer register that knows everything that ever happened to it.')
    .epilogue('Exit codes: 0 done, 1 refused or failed (told on stderr), 2 asked wrongly. Data goes to stdout.')
    // yargs' own wrapping breaks words.
    .wrap(null)
  for (const subCommand of subCommands) addTo(argv, subCommand, chosen)
  return argv
    .completion('completion', 'print a completion script for the shell')
    .demandCommand(1, 'Name a command.')
    .recommendCommands()
    .strict()
    .version(version)
    .help()
    .fail((message, error) => {
      chosen.problem ??= message ?? error?.message ?? 'This cannot be understood.'
    })
}

// A misplaced word may be a store address with a password.
const withoutPasswords = (problem: string): string => problem.trim().split(/\s+/).map(withoutPassword).join(' ')

const usageError = ({ problem, about }: ParseState): CliError => {
  const name = about === null ? '' : ` ${about.usage.split(' ')[0]}`
  return { exit: 2, message: withoutPasswords(problem ?? 'Name a command.'), hint: `See: clientele${name} --help` }
}

/** Parses a command line (without the name of the program). */
export const parse = async (
  line: readonly string[],
  subCommands: readonly SubCommand[],
  version: string,
): Promise<Either<CliError, ParseResult>> => {
  const chosen: ParseState = { asked: null, problem: null, about: null }
  let words = ''
  await parserOf(subCommands, version, chosen).parseAsync([...markWords(line)], {}, (_error, _args, output) => {
    words = output
  })
  if (chosen.problem !== null) return left(usageError(chosen))
  if (chosen.asked !== null) return right(chosen.asked)
  return words === '' ? left(usageError(chosen)) : right({ kind: 'print', text: `${reflow(words, helpWidth)}\n` })
}
