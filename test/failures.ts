import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The files that declare the failures of `execute`, views and subscriptions, other than rejections. */
const declaredIn = [
  'domain/src/ports/store-failure.ts',
  'domain/src/decisions.ts',
  'domain/src/host/failures.ts',
  'projections/src/query/malformed-question.ts',
  'adapters/src/runtime/execution/retry.ts',
  'adapters/src/runtime/subscriptions/options.ts',
]

const sources = declaredIn
  .map((path) => readFileSync(fileURLToPath(new URL(`../packages/${path}`, import.meta.url)), 'utf8'))
  .join('\n')

/** A failure: its name, its meaning, and its fields. */
export type ShownFailure = { readonly name: string; readonly means: string; readonly fields: readonly string[] }

const declaration = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport type (\w+) = \{(\s*readonly error: '\2'[\s\S]*?)\}\n/g

const plain = (comment: string): string =>
  comment
    .replaceAll(/^\s*\*/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** All failures with their docstrings, by name. */
export const failures: readonly ShownFailure[] = [...sources.matchAll(declaration)]
  .map(([, comment = '', name = '', body = '']) => ({
    name,
    means: plain(comment),
    fields: [...body.replaceAll(/\/\*\*[\s\S]*?\*\/|\{[^{}]*\}/g, '').matchAll(/readonly (\w+)\??:/g)].flatMap(
      ([, field = '']) => (field === 'error' ? [] : [field]),
    ),
  }))
  .sort((a, b) => (a.name < b.name ? -1 : 1))
