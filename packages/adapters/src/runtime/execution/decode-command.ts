import {
  type MalformedCommand,
  type ReadCommand,
  type RegisterTable,
  readCommandIn,
  type StoreFailure,
} from '@clientele/domain'
import { type Either, isLeft, type Left, left, right } from 'fp-ts/lib/Either.js'
import { type CommandContext, copyContext, problemsOfContext } from './context.js'
import { problemsOfStreams } from './expected.js'

/** A decoded command, with its context. */
export type DecodedCommand = { readonly command: ReadCommand; readonly context: CommandContext }

const malformed = (problems: MalformedCommand['problems']): Left<MalformedCommand> => ({
  _tag: 'Left',
  left: { error: 'MalformedCommand', problems },
})

const expectedInParts = malformed([
  { path: 'expected', expected: 'nothing for a command that is carried out in parts', actual: 'object' },
])

const unlessExpected = (
  { decided, data }: ReadCommand,
  { expected }: CommandContext,
  categories: readonly string[],
): Left<MalformedCommand> | null => {
  if (expected === undefined) return null
  if (decided.kind === 'bulk' || decided.parts !== undefined) return expectedInParts
  const problems = problemsOfStreams(expected, categories, data)
  return problems.length === 0 ? null : malformed(problems)
}

/** Decodes a command and validates its context; fails with `stoppedBy` if the views have stopped. */
export const decodeCommand = (
  { commands, categories }: Pick<RegisterTable, 'commands' | 'categories'>,
  value: unknown,
  given: CommandContext,
  stoppedBy: StoreFailure | null,
): Either<MalformedCommand | StoreFailure, DecodedCommand> => {
  const context = copyContext(given)
  if (isLeft(context)) return context
  const problems = problemsOfContext(context.right)
  if (problems.length > 0) return malformed(problems)
  const command = readCommandIn(commands, value)
  if (isLeft(command)) return command
  const refused = unlessExpected(command.right, context.right, categories)
  if (refused !== null) return refused
  return stoppedBy === null ? right({ command: command.right, context: context.right }) : left(stoppedBy)
}
