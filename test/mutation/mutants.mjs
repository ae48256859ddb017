// Mutants: small changes of the sources, each identified by its file, its declaration and its text.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { randomFrom } from '../seeded.mjs'
import { changesOf } from './operators.mjs'
import { root } from './places.mjs'

const isOfTypes = (node) =>
  ts.isTypeNode(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node)

const childrenOf = (node) => {
  const children = []
  ts.forEachChild(node, (child) => void children.push(child))
  return children
}

const nodesBelow = (node) => (isOfTypes(node) ? [] : [node, ...childrenOf(node).flatMap(nodesBelow)])

const nameOf = (statement) => {
  const named = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : statement
  return named.name?.getText() ?? statement.getText().split('\n', 1)[0]
}

const mutantsIn = (file, text, tree, statement) => {
  const within = nameOf(statement)
  return nodesBelow(statement)
    .flatMap(changesOf)
    .filter(({ start, end, text: instead }) => text.slice(start, end) !== instead)
    .map((change) => ({
      file,
      within,
      line: tree.getLineAndCharacterOfPosition(change.start).line + 1,
      ...change,
    }))
}

/** All mutants of a file, given by its path from the root. */
export const mutantsOf = (file) => {
  const text = readFileSync(join(root, file), 'utf8')
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  return tree.statements.filter((one) => !isOfTypes(one)).flatMap((one) => mutantsIn(file, text, tree, one))
}

/** The source with a mutant applied. */
export const mutated = (text, { start, end, text: instead }) => text.slice(0, start) + instead + text.slice(end)

// Changes of data are sampled less often than changes of rules.
const weights = { property: 0.35, element: 0.5, number: 0.6, array: 0.6, default: 0.5 }

/** A sample of the mutants of these files, determined by the seed. */
export const sampleOf = (files, count, seed) => {
  const next = randomFrom(seed)
  return files
    .flatMap(mutantsOf)
    .map((mutant) => ({ mutant, rank: next() ** (1 / (weights[mutant.kind] ?? 1)) }))
    .sort((one, other) => other.rank - one.rank)
    .slice(0, count)
    .map(({ mutant }) => mutant)
}
