import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { commandProblemsBy } from './command-problems.js'
import { type Problem, problemsOf } from './problem.js'

/** Decodes the data of a command, or returns its problems; the data is not copied. */
export type CommandDecoder<D> = (data: unknown) => Either<readonly Problem[], D>

/** Creates a strict decoder: accepts what the codec accepts, without unknown fields and by the rules for commands. */
export const commandDecoder = <D>(codec: t.Type<D, unknown, unknown>): CommandDecoder<D> => {
  const problemsIn = commandProblemsBy(codec)
  return (data) => {
    const decoded = codec.decode(data)
    const problems = problemsIn(data)
    if (decoded._tag === 'Left') return left([...problemsOf(decoded.left), ...problems])
    return problems.length > 0 ? left(problems) : right(decoded.right)
  }
}
