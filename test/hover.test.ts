import { fileURLToPath } from 'node:url'
import { type Checker, type Project, SignatureKind, SymbolFlags, type Type } from 'typescript/unstable/sync'
import { expect, test } from 'vitest'
import { exportNamed, withProject } from './compiler.js'

const packageFolder = (path: string): string => fileURLToPath(new URL(`../packages/${path}`, import.meta.url))
const index = packageFolder('clientele/src/index.ts')

const typeNamed = (project: Project, name: string): Type => {
  const { checker } = project
  const symbol = exportNamed(project, index, name)
  const resolved = (symbol.flags & SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol)
  const isValue = (resolved.flags & SymbolFlags.Value) !== 0
  const type = isValue ? checker.getTypeOfSymbol(resolved) : checker.getDeclaredTypeOfSymbol(resolved)
  if (type === undefined) throw new Error(`${name} has no type`)
  return type
}

const shownFor = (checker: Checker, type: Type, field: string): string =>
  checker.getPropertyOfType(type, field)?.getDocumentationComment(checker) ?? ''

const fieldsOf = ({ checker }: Project, command: Type): Type => {
  const [signature] = checker.getSignaturesOfType(command, SignatureKind.Call)
  const fields = signature === undefined ? undefined : checker.getParameterType(signature, 0)
  if (fields === undefined) throw new Error('a command takes fields')
  return fields
}

test('editors show the docstrings of fields of commands, contexts, receipts and answers of views', () => {
  const shown = withProject(packageFolder('clientele'), (project) => {
    const { checker } = project
    const customer = fieldsOf(project, typeNamed(project, 'RegisterCustomer'))
    const assigned = fieldsOf(project, typeNamed(project, 'AssignResponsible'))
    const context = typeNamed(project, 'Context')
    const receipt = typeNamed(project, 'Receipt')
    const views = typeNamed(project, 'Views')
    return {
      views: checker.getPropertiesOfType(views).map((view) => view.getDocumentationComment(checker)),
      others: [
        ...['customerId', 'ownerId', 'private'].map((field) => shownFor(checker, customer, field)),
        ...['customerId', 'employeeId', 'roleId'].map((field) => shownFor(checker, assigned, field)),
        shownFor(checker, context, 'by'),
        ...['ids', 'position'].map((field) => shownFor(checker, receipt, field)),
      ],
    }
  })
  expect(shown.views.length).toBeGreaterThan(70)
  expect([...shown.views, ...shown.others].filter((text) => text === '')).toEqual([])
})
