import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import type { Problem } from './problem.js'

type Issue = { readonly message: string; readonly path: readonly (string | number)[] }

/** The result of a validation: a value, or problems with their places. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly Issue[] }

/** A validator by Standard Schema (version 1), for libraries of forms, routers and clients. */
export type StandardSchema<Input, Output> = {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: 'clientele'
    readonly validate: (value: unknown) => StandardResult<Output>
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
  }
}

const issueOf = ({ path, expected, actual }: Problem): Issue => ({
  message: `expected ${expected}, got ${actual}`,
  path: path === '' ? [] : path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
})

/** Creates a standard schema from a decoder. */
export const standardSchema = <Input, Output>(
  decode: (value: unknown) => Either<readonly Problem[], Output>,
): StandardSchema<Input, Output> => ({
  '~standard': {
    version: 1,
    vendor: 'clientele',
    validate: (value) => {
      const decoded = decode(value)
      return isLeft(decoded) ? { issues: decoded.left.map(issueOf) } : { value: decoded.right }
    },
  },
})
