import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('../docs/api/', import.meta.url))

/** An undefined master key must not open a register in clear. */
const neverUndefined: ReadonlySet<string> = new Set(['masterKey'])

/** The optional fields of the types of options in a report of an API. */
const optionsIn = (report: string): readonly (readonly [name: string, line: string])[] =>
  [...report.matchAll(/^export type \w*Options\b[\s\S]*?^\};?$/gm)].flatMap(([type]) =>
    [...type.matchAll(/^ {4}readonly (\w+)\?: (.*;)$/gm)].map(([, name = '', line = '']) => [name, line] as const),
  )

// A host with `exactOptionalPropertyTypes` has `logger: Logger | undefined` from its configuration.
test('an option may be undefined, in every type of options that is published', () => {
  const options = readdirSync(folder).flatMap((file) => optionsIn(readFileSync(`${folder}${file}`, 'utf8')))
  expect(options.length).toBeGreaterThan(100)
  const exact = options.filter(([name, line]) => !neverUndefined.has(name) && !line.includes('undefined'))
  expect(exact).toEqual([])
})
