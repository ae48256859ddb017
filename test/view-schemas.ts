import { fileURLToPath } from 'node:url'
import type { JsonSchema } from '@clientele/domain'
import { isIdentifier, type Node } from 'typescript/unstable/ast'
import { API, type Project, SymbolFlags, type Type } from 'typescript/unstable/sync'
import { described, schemaOfType } from './type-schema.js'

const inProjections = (path: string): string =>
  fileURLToPath(new URL(`../packages/projections/${path}`, import.meta.url))

const viewsFile = inProjections('src/views/views.ts')

/** What is made of the types of the views. */
export const schemasFile = inProjections('src/schemas/answer-schemas.ts')

type Exported = { readonly type: (name: string) => Type; readonly value: (name: string) => Type }

const exportsOf = ({ checker, program }: Project, path: string): Exported => {
  const file = program.getSourceFile(path)
  const module = file && checker.getSymbolAtLocation(file)
  if (module === undefined) throw new Error(`${path} cannot be read.`)
  const found = (name: string) => {
    const symbol = checker.getExportsOfModule(module).find((one) => one.name === name)
    if (symbol === undefined) throw new Error(`${path} exports no ${name}.`)
    return symbol
  }
  return {
    type: (name) => checker.getDeclaredTypeOfSymbol(found(name)),
    value: (name) => checker.getTypeOfSymbol(found(name)) ?? checker.getNeverType(),
  }
}

type Entry = Node & { readonly name?: Node; readonly initializer?: Node }

/** The name by which an entry of a table (`a` or `b: a`) refers to its value. */
const referenceIn = ({ initializer, name }: Entry): Node | undefined => initializer ?? name

/** What the docstring of each function of a table says. */
const docstringsIn = (project: Project, table: Type): readonly (readonly [string, string])[] => {
  const { checker } = project
  return checker.getPropertiesOfType(table).map(({ name, valueDeclaration }) => {
    const declaration = valueDeclaration?.resolve(project)
    const view = declaration && referenceIn(declaration)
    const symbol = view && isIdentifier(view) ? checker.getResolvedSymbol(view) : undefined
    if (symbol === undefined) return [name, '']
    const isImported = (symbol.flags & SymbolFlags.Alias) !== 0
    const declared = isImported ? checker.getAliasedSymbol(symbol) : symbol
    return [name, declared.getDocumentationComment(checker)]
  })
}

const readSchemas = (project: Project): readonly (readonly [string, JsonSchema])[] => {
  const { checker } = project
  const { type, value } = exportsOf(project, viewsFile)
  const sentences = new Map(['views', 'histories'].flatMap((table) => docstringsIn(project, value(table))))
  return checker.getPropertiesOfType(type('Answers')).map((member) => {
    const answer = checker.getTypeOfSymbol(member) ?? checker.getNeverType()
    return [
      member.name,
      { ...schemaOfType(checker, answer, member.name), ...described(sentences.get(member.name) ?? '') },
    ]
  })
}

/** The JSON Schema of what every view answers with, read from the types by the compiler. */
export const schemasOfAnswers = (): readonly (readonly [string, JsonSchema])[] => {
  const api = new API({ cwd: inProjections('') })
  try {
    const [project] = api.updateSnapshot({ openProjects: [inProjections('tsconfig.json')] }).getProjects()
    if (project === undefined) throw new Error('The compiler opens no project.')
    return readSchemas(project)
  } finally {
    api.close()
  }
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

// As the formatter writes it.
const entryOf = ([view, schema]: readonly [string, JsonSchema]): string => {
  const text = quoted(JSON.stringify(schema))
  const line = `  ${view}: ${text},`
  return line.length <= 120 ? line : `  ${view}:\n    ${text},`
}

/** The text of the file with the schemas: texts, so that nothing is parsed before somebody asks for it. */
export const schemasText = (): string =>
  [
    '/** The JSON Schema of what each view answers with; made by `npm run generate` from the types of the views. */',
    'export const answerSchemas: { readonly [view: string]: string } = {',
    ...schemasOfAnswers().map(entryOf),
    '}\n',
  ].join('\n')
