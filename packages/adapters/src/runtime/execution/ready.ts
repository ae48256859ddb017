import {
  type CommandTable,
  type MalformedCommand,
  type ReadCommand,
  readCommandIn,
  type StoreFailure,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { BulkOptions } from './bulk.js'
import { type Context, problemsOfContext, takeContext } from './context.js'

/** What comes with a command from outside. */
export type Given = Context & BulkOptions

/** A command that was read, with what comes with it. */
export type Ready = { readonly command: ReadCommand; readonly context: Given }

const isInParts = ({ decided }: ReadCommand): boolean => decided.kind === 'bulk' || decided.parts !== undefined

const notInParts = left<MalformedCommand>({
  error: 'MalformedCommand',
  problems: [{ path: 'expected', expected: 'nothing for a command that is carried out in parts', actual: 'object' }],
})

/** Reads a command of a table and what comes with it; refused too where an event `stoppedBy` cannot be read. */
export const commandFrom = (
  table: CommandTable,
  value: unknown,
  given: Given,
  stoppedBy: StoreFailure | null,
): Either<MalformedCommand | StoreFailure, Ready> => {
  const context = takeContext(given)
  if (isLeft(context)) return context
  const problems = problemsOfContext(context.right)
  if (problems.length > 0) return left({ error: 'MalformedCommand', problems })
  const command = readCommandIn(table, value)
  if (isLeft(command)) return command
  if (context.right.expected !== undefined && isInParts(command.right)) return notInParts
  return stoppedBy === null ? right({ command: command.right, context: context.right }) : left(stoppedBy)
}
