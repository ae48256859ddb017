import { fileURLToPath } from 'node:url'
import type { JsonSchema } from '@clientele/domain'
import { isIdentifier, type Node } from 'typescript/unstable/ast'
import { type Project, SymbolFlags } from 'typescript/unstable/sync'
import { exportNamed, withProject } from './compiler.js'
import { refusesWithLeft } from './refusing.js'
import { described, schemasOfMembers } from './type-schema.js'

const inProjections = (path: string): string =>
  fileURLToPath(new URL(`../packages/projections/${path}`, import.meta.url))

const viewsFile = inProjections('src/views/views.ts')
const auditFile = inProjections('src/audit/audit.ts')

/** The file with the schemas of the answers. */
export const schemasFile = inProjections('src/schemas/answer-schemas.ts')

/** The file with the docstrings of the views. */
export const docstringsFile = inProjections('src/views/documented-views.ts')

type Entry = Node & { readonly name?: Node; readonly initializer?: Node }

/** The docstring of the value of a table entry (`a` or `b: a`); `''` without one. */
const docstringOf = ({ checker }: Project, { initializer, name }: Entry): string => {
  const reference = initializer ?? name
  const symbol = reference && isIdentifier(reference) ? checker.getResolvedSymbol(reference) : undefined
  if (symbol === undefined) return ''
  const isImported = (symbol.flags & SymbolFlags.Alias) !== 0
  return (isImported ? checker.getAliasedSymbol(symbol) : symbol).getDocumentationComment(checker)
}

/** The docstring of each view in a table. */
const docstringsIn = (project: Project, table: string): readonly (readonly [string, string])[] => {
  const { checker } = project
  const type = checker.getTypeOfSymbol(exportNamed(project, viewsFile, table))
  return (type === undefined ? [] : checker.getPropertiesOfType(type)).map(({ name, valueDeclaration }) => {
    const entry = valueDeclaration?.resolve(project)
    return [name, entry === undefined ? '' : docstringOf(project, entry)]
  })
}

type Named = readonly (readonly [string, JsonSchema])[]

const viewSchemas = (project: Project): Named => {
  const schemas = new Map(schemasOfMembers(project, viewsFile, 'Answers'))
  return ['views', 'histories']
    .flatMap((table) => docstringsIn(project, table))
    .map(([view, docstring]) => [view, { ...schemas.get(view), ...described(docstring) }])
}

// On one line, whatever its length, because the formatter does not break comments.
const documented = ([view, docstring]: readonly [string, string]): readonly string[] => {
  const refuses = refusesWithLeft(view) ? 'Refuses with a `Left`.' : 'Refuses by throwing `QuestionRefused`.'
  return [`  /** ${docstring.replaceAll(/\s+/g, ' ')} ${refuses} */`, `  readonly ${view}: Bound['${view}']`]
}

/** The text of the file with the docstrings of the views, which editors show at their use. */
export const docstringsText = (): string => {
  const docstrings = withProject(inProjections(''), (project) =>
    ['views', 'histories'].flatMap((table) => docstringsIn(project, table)),
  )
  return [
    '/** What each view answers, for editors to show; made by `npm run generate` from the docstrings of the views. */',
    'export type DocumentedViews<Bound extends { readonly [view: string]: unknown }> = {',
    ...docstrings.flatMap(documented),
    '}',
    '',
  ].join('\n')
}

/** The schemas of the answers of the views, and of the audit questions. */
const readSchemas = (project: Project): readonly [Named, Named] => [
  viewSchemas(project),
  schemasOfMembers(project, auditFile, 'AuditAnswers'),
]

/** The JSON Schemas of the answers of all views, from the compiler's types. */
export const schemasOfViews = (): Named => withProject(inProjections(''), viewSchemas)

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

// In the formatter's style.
const entryOf = ([view, schema]: readonly [string, JsonSchema]): string => {
  const text = quoted(JSON.stringify(schema))
  const line = `  ${view}: ${text},`
  return line.length <= 120 ? line : `  ${view}:\n    ${text},`
}

const tableOf = (about: string, name: string, schemas: Named): readonly string[] => [
  `/** The JSON Schema of what each ${about} answers with; made by \`npm run generate\` from the types. */`,
  `export const ${name}: { readonly [name: string]: string } = {`,
  ...schemas.map(entryOf),
  '}',
]

/**
 * The text of the file with the JSON Schemas of the answers of all views and audit questions, from the compiler's
 * types. The schemas are texts, so that they are parsed only when used.
 */
export const schemasText = (): string => {
  const [views, audit] = withProject(inProjections(''), readSchemas)
  return [
    ...tableOf('view', 'answerSchemas', views),
    '',
    ...tableOf('audit question', 'auditAnswerSchemas', audit),
    '',
  ].join('\n')
}
