import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JsonSchema } from '@clientele/domain'
import { expect, onTestFinished, test } from 'vitest'
import { withProject } from './compiler.js'
import { schemasOfMembers } from './type-schema.js'

const brands = `
declare const kind: unique symbol
export type MeantAs<Kind extends string> = string & { readonly [kind]?: Kind }
export type Branded<Kind extends string> = string & { readonly [kind]: Kind }
`

const settings = { compilerOptions: { strict: true, exactOptionalPropertyTypes: true, target: 'ES2023', types: [] } }

/** The schemas of the members of a type, given as source text. */
const schemasOf = (members: string): { readonly [member: string]: JsonSchema } => {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-types-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'types.ts')
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ ...settings, include: ['*.ts'] }))
  writeFileSync(file, `${brands}${members}`)
  return withProject(folder, (project) => Object.fromEntries(schemasOfMembers(project, file, 'Answers')))
}

const text = { type: 'string' }

test('a type has the JSON Schema of its values', () => {
  expect(
    schemasOf(`
      /** A row. */
      type Row = {
        /** Who
         * it is. */
        readonly id: string
        readonly maybe?: number
        readonly unset: string | undefined
      }
      type Named = Row & { readonly name: string | null }
      export type Answers = {
        readonly row: Row
        readonly both: Named
        readonly list: readonly string[]
        readonly lists: Iterable<readonly (string | number)[]>
        readonly record: { readonly [id: string]: boolean }
        readonly choice: 'a' | 'b' | null
        readonly one: 'a'
        readonly flag: boolean | null
        readonly always: true
      }
    `),
  ).toEqual({
    row: {
      type: 'object',
      description: 'A row.',
      properties: { id: { ...text, description: 'Who it is.' }, maybe: { type: 'number' }, unset: text },
      required: ['id'],
      additionalProperties: false,
    },
    both: {
      type: 'object',
      properties: {
        id: { ...text, description: 'Who it is.' },
        maybe: { type: 'number' },
        unset: text,
        name: { anyOf: [text, { type: 'null' }] },
      },
      required: ['id', 'name'],
      additionalProperties: false,
    },
    list: { type: 'array', items: text },
    lists: { type: 'array', items: { type: 'array', items: { anyOf: [text, { type: 'number' }] } } },
    record: { type: 'object', additionalProperties: { type: 'boolean' } },
    choice: { anyOf: [{ enum: ['a', 'b'] }, { type: 'null' }] },
    one: { const: 'a' },
    flag: { anyOf: [{ type: 'boolean' }, { type: 'null' }] },
    always: { const: true },
  })
})

test('a text used as a day or an instant has its format, another text has none', () => {
  expect(
    schemasOf(`
      export type Answers = {
        readonly day: MeantAs<'CalendarDate'>
        readonly checked: Branded<'CalendarDate'>
        readonly at: MeantAs<'Instant'> | null
        readonly id: MeantAs<'CustomerId'>
      }
    `),
  ).toMatchObject({
    day: { ...text, format: 'date' },
    checked: { ...text, format: 'date' },
    at: { anyOf: [{ ...text, format: 'date-time' }, { type: 'null' }] },
    id: text,
  })
})

test.each([
  ['unknown', 'rows[].odd is unknown'],
  ['Missing', 'rows[].odd is Missing'],
  ['bigint', 'rows[].odd is bigint'],
  ['() => string', 'rows[].odd is () => string'],
  ['readonly [string, number]', 'rows[].odd is readonly [string, number]'],
  ['Set<string>', 'rows[].odd.add is'],
])('a member of type %s is refused with its place', (type, why) => {
  const members = `export type Answers = { readonly rows: readonly { readonly odd: ${type} }[] }`
  expect(() => schemasOf(members)).toThrow(why)
})

test('a recursive type is refused with its place', () => {
  const tree = 'type Tree = { readonly below: readonly Tree[] }\nexport type Answers = { readonly tree: Tree }'
  expect(() => schemasOf(tree)).toThrow('tree.below[] contains itself')
})
