import {
  type CommandTable,
  type MalformedCommand,
  type ReadCommand,
  readCommandIn,
  type StoreFailure,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type CommandContext, copyContext, problemsOfContext } from './context.js'

/** A decoded command, with its context. */
export type DecodedCommand = { readonly command: ReadCommand; readonly context: CommandContext }

const isInParts = ({ decided }: ReadCommand): boolean => decided.kind === 'bulk' || decided.parts !== undefined

const expectedInParts = left<MalformedCommand>({
  error: 'MalformedCommand',
  problems: [{ path: 'expected', expected: 'nothing for a command that is carried out in parts', actual: 'object' }],
})

/** Decodes a command and validates its context; fails with `stoppedBy` if the views have stopped. */
export const decodeCommand = (
  table: CommandTable,
  value: unknown,
  given: CommandContext,
  stoppedBy: StoreFailure | null,
): Either<MalformedCommand | StoreFailure, DecodedCommand> => {
  const context = copyContext(given)
  if (isLeft(context)) return context
  const problems = problemsOfContext(context.right)
  if (problems.length > 0) return left({ error: 'MalformedCommand', problems })
  const command = readCommandIn(table, value)
  if (isLeft(command)) return command
  if (context.right.expected !== undefined && isInParts(command.right)) return expectedInParts
  return stoppedBy === null ? right({ command: command.right, context: context.right }) : left(stoppedBy)
}
