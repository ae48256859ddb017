import {
  commands,
  events,
  policyTable,
  rejections,
  schemaVersionOf,
  standardSettings,
  whoseField,
} from '@clientele/domain'
import { createProjections } from '@clientele/projections'

type Shown = { readonly name: string; readonly optional?: true }

const fieldText = ([field, codec]: readonly [string, object]): string => {
  const { name, optional } = codec as Shown
  const whose = whoseField(codec)
  return `\`${field}${optional === true ? '?' : ''}: ${name}\`${whose === null ? '' : ` (personal: ${whose})`}`
}

const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(...headings), row(...headings.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n')

const sorted = <A>(entries: object): readonly (readonly [string, A])[] =>
  Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)) as readonly (readonly [string, A])[]

type WithFields = { readonly fields: object }

const fieldsOf = ({ fields }: WithFields): string => Object.entries(fields).map(fieldText).join(', ')

const commandRows = sorted<WithFields>(commands).map(([name, command]) => [`\`${name}\``, fieldsOf(command)])

const eventRows = sorted<WithFields>(events).map(([name, event]) => [
  `\`${name}\``,
  String(schemaVersionOf(name)),
  fieldsOf(event),
])

const rejectionRows = sorted<{ readonly facts: readonly string[] }>(rejections).map(([name, { facts }]) => [
  `\`${name}\``,
  facts.map((fact) => `\`${fact}\``).join(', '),
])

const policyRows = sorted<{ readonly codec: object; readonly standard: unknown }>(policyTable).map(([name, policy]) => [
  `\`${name}\``,
  `\`${JSON.stringify(policy.standard)}\``,
  'values' in policy.codec
    ? (policy.codec.values as string[]).map((value) => `\`${value}\``).join(', ')
    : (policy.codec as Shown).name,
])

const personalRows = sorted<WithFields>(events).flatMap(([name, { fields }]) =>
  Object.entries(fields)
    .filter(([, codec]) => whoseField(codec as object) !== null)
    .map(([field, codec]) => [`\`${name}\``, `\`${field}\``, whoseField(codec as object) ?? '']),
)

const settingRows = sorted<number | null>(standardSettings).map(([name, value]) => [
  `\`${name}\``,
  value === null ? 'unset' : String(value),
])

const viewRows = Object.keys(createProjections().views)
  .sort()
  .map((name) => [`\`${name}\``])

/** The catalogue of everything that can be asked, happen, be refused and be looked at. */
export const catalogueText = (): string => `# Catalogue

Generated from the codecs by \`npm run generate\`; a test fails when it is out of date. Not to be edited by hand.

## Commands (${commandRows.length})

${table(['command', 'fields'], commandRows)}

## Events (${eventRows.length})

${table(['event', 'version', 'fields'], eventRows)}

## Rejections (${rejectionRows.length})

${table(['rejection', 'facts'], rejectionRows)}

## Views (${viewRows.length})

${table(['view'], viewRows)}

## Policies (${policyRows.length})

${table(['policy', 'default', 'values'], policyRows)}

## Numbered settings (${settingRows.length})

${table(['setting', 'default'], settingRows)}

## Personal fields of events (${personalRows.length})

Whose a value is: the person (or employee, or persons) that the named field, or the stream, names.

${table(['event', 'field', 'whose'], personalRows)}
`
