// The mutation operators: each returns the changes of a syntax node, as text ranges with their replacement.
import ts from 'typescript'

const { SyntaxKind: Kind } = ts

const oneLine = (text) => text.replace(/\s+/g, ' ').trim()
const textOf = (node) => node.getText()

const replaced = (kind, node, text) => ({
  kind,
  start: node.getStart(),
  end: node.getEnd(),
  text,
  says: `\`${oneLine(textOf(node))}\` becomes \`${oneLine(text)}\``,
})

/** The same expression with the text of one part replaced. */
const replacedIn = (kind, node, part, text) => {
  const at = part.getStart() - node.getStart()
  const whole = textOf(node)
  const changed = whole.slice(0, at) + text + whole.slice(at + part.getEnd() - part.getStart())
  return { ...replaced(kind, node, changed), start: part.getStart(), end: part.getEnd(), text }
}

const removed = (kind, node, text = ';') => ({
  ...replaced(kind, node, text),
  says: `without \`${oneLine(textOf(node))}\``,
})

/** Removes an element of a list, with its comma. */
const removedFrom = (kind, list, index) => {
  const [one, before, after] = [list[index], list[index - 1], list[index + 1]]
  const start = before === undefined ? one.getFullStart() : before.getEnd()
  const end = before === undefined && after !== undefined ? after.getFullStart() : one.getEnd()
  return { ...removed(kind, one, ''), start, end }
}

const eachRemoved = (kind, list) => list.map((_, index) => removedFrom(kind, list, index))

const eitherWay = (kind, node) => [replaced(kind, node, 'true'), replaced(kind, node, 'false')]

const isJoinedBy = (node, token) => ts.isBinaryExpression(node) && node.operatorToken.kind === token

/** The operands of `a && b && c`. */
const operandsOf = (node, token) =>
  isJoinedBy(node, token) ? [...operandsOf(node.left, token), ...operandsOf(node.right, token)] : [node]

const isOutermost = (node) => !isJoinedBy(node.parent, node.operatorToken.kind)

const joined = (operands, word) => `(${operands.map(textOf).join(` ${word} `)})`

const eachOperandRemoved = (kind, node, operands, word) =>
  operands.map((one, index) => ({
    ...replaced(kind, node, joined(operands.toSpliced(index, 1), word)),
    says: `without \`${oneLine(textOf(one))}\``,
  }))

const conditions = (node) => {
  if (ts.isConditionalExpression(node)) return eitherWay('condition', node.condition)
  if (ts.isWhileStatement(node)) return eitherWay('condition', node.expression)
  if (!ts.isIfStatement(node)) return []
  const canGo = node.elseStatement === undefined && ts.isBlock(node.parent)
  return [...eitherWay('condition', node.expression), ...(canGo ? [removed('statement', node)] : [])]
}

const otherOperators = new Map([
  [Kind.EqualsEqualsEqualsToken, ['equality', '!==']],
  [Kind.ExclamationEqualsEqualsToken, ['equality', '===']],
  [Kind.LessThanToken, ['relational', '<=', '>=']],
  [Kind.LessThanEqualsToken, ['relational', '<', '>']],
  [Kind.GreaterThanToken, ['relational', '>=', '<=']],
  [Kind.GreaterThanEqualsToken, ['relational', '>', '<']],
  [Kind.MinusToken, ['arithmetic', '+']],
  [Kind.PlusEqualsToken, ['arithmetic', '-=']],
  [Kind.MinusEqualsToken, ['arithmetic', '+=']],
  [Kind.QuestionQuestionEqualsToken, ['nullish', '=']],
])

const operators = (node) => {
  if (!ts.isBinaryExpression(node)) return []
  const { operatorToken, left, right } = node
  const addsNumber = operatorToken.kind === Kind.PlusToken && [left, right].some(ts.isNumericLiteral)
  const [kind, ...others] = addsNumber ? ['arithmetic', '-'] : (otherOperators.get(operatorToken.kind) ?? [])
  return others.map((word) => replacedIn(kind, node, operatorToken, word))
}

const logic = (node) => {
  const [word, other] = isJoinedBy(node, Kind.AmpersandAmpersandToken) ? ['&&', '||'] : ['||', '&&']
  if (word === '||' && !isJoinedBy(node, Kind.BarBarToken)) return []
  const swapped = replaced('logical', node, `(${textOf(node.left)} ${other} ${textOf(node.right)})`)
  if (!isOutermost(node)) return [swapped]
  const operands = operandsOf(node, node.operatorToken.kind)
  return [swapped, ...eachOperandRemoved('operand', node, operands, word)]
}

const isLastWord = (node) => /accept\(|nothing/.test(textOf(node))

/** Exchanges neighbouring guards of a decision: the order of refusals is a rule. */
const guardsExchanged = (node, guards) =>
  guards.slice(0, -2).map((one, index) => ({
    ...replaced('order', node, joined(guards.toSpliced(index, 2, guards[index + 1], one), '??')),
    says: `\`${oneLine(textOf(guards[index + 1]))}\` before \`${oneLine(textOf(one))}\``,
  }))

const guards = (node) => {
  if (!isJoinedBy(node, Kind.QuestionQuestionToken) || !isOutermost(node)) return []
  const operands = operandsOf(node, Kind.QuestionQuestionToken)
  const isPage = operands.length > 2 || ts.isCallExpression(operands[0])
  if (!isPage) return eachOperandRemoved('nullish', node, operands, '??')
  const without = eachOperandRemoved('guard', node, operands, '??')
  return [...(isLastWord(operands.at(-1)) ? without.slice(0, -1) : without), ...guardsExchanged(node, operands)]
}

const negations = (node) => {
  if (!ts.isPrefixUnaryExpression(node)) return []
  const isMark = [Kind.ExclamationToken, Kind.MinusToken].includes(node.operator)
  return isMark ? [replaced('not', node, `(${textOf(node.operand)})`)] : []
}

const otherNumber = (text) => (text === '0' ? '1' : text === '1' ? '0' : `${Number(text.replaceAll('_', '')) + 1}`)

const literals = (node) => {
  if (ts.isNumericLiteral(node)) return [replaced('number', node, otherNumber(node.text))]
  if (node.kind === Kind.TrueKeyword) return [replaced('boolean', node, 'false')]
  return node.kind === Kind.FalseKeyword ? [replaced('boolean', node, 'true')] : []
}

const leftOut = new Set('filter sort toSorted reverse toReversed slice trim toLowerCase flat'.split(' '))
const otherMethods = new Map(
  Object.entries({ some: 'every', every: 'some', find: 'findLast', findLast: 'find', startsWith: 'endsWith' }).concat(
    Object.entries({ min: 'max', max: 'min', indexOf: 'lastIndexOf', shift: 'pop', push: 'unshift' }),
  ),
)

const methods = (node) => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return []
  const { name, expression } = node.expression
  const other = otherMethods.get(name.text)
  return [
    ...(leftOut.has(name.text) ? [replaced('filter', node, textOf(expression))] : []),
    ...(other === undefined ? [] : [replacedIn('method', node, name, other)]),
  ]
}

/** Mutates the vocabulary of decisions: `when`, `accept` and `write`. */
const words = (node) => {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return []
  const [word, args] = [node.expression.text, node.arguments]
  if (word === 'when' && args.length === 2) return eitherWay('when', args[0])
  if (word === 'accept') return eachRemoved('write', args)
  return word === 'write' ? eachRemoved('write', args).slice(1) : []
}

const isAssigned = (node) => ts.isBinaryExpression(node.parent) && node.parent.left === node

const lists = (node) => {
  if (!ts.isArrayLiteralExpression(node) || node.elements.length === 0 || isAssigned(node)) return []
  const emptied = replaced('array', node, '[]')
  return [emptied, ...(node.elements.length > 1 ? eachRemoved('element', node.elements) : [])]
}

/** Whether an object is a table with a row per message: such tables hold rules, other objects data. */
const isTable = ({ parent }) => {
  const name = ts.isVariableDeclaration(parent) ? parent.name : ts.isCallExpression(parent) ? parent.expression : null
  return name !== null && /evolve|changes|handlers|aggregate|lines/i.test(textOf(name))
}

const records = (node) =>
  ts.isObjectLiteralExpression(node) ? eachRemoved(isTable(node) ? 'row' : 'property', node.properties) : []

const rows = (node) => {
  const isRow = ts.isArrowFunction(node) && ts.isPropertyAssignment(node.parent) && isTable(node.parent.parent)
  return isRow && !ts.isBlock(node.body) ? [removed('row', node.body, '(() => undefined)')] : []
}

const statements = (node) =>
  ts.isBlock(node) || ts.isCaseClause(node)
    ? node.statements.filter(ts.isExpressionStatement).map((one) => removed('statement', one))
    : []

const defaults = (node) => {
  if (!(ts.isParameter(node) || ts.isBindingElement(node)) || node.initializer === undefined) return []
  return [{ ...removed('default', node.initializer, ''), start: node.name.getEnd() }]
}

const all = [conditions, operators, logic, guards, negations, literals]
const others = [methods, words, lists, records, rows, statements, defaults]

/** All changes of this node itself. */
export const changesOf = (node) => [...all, ...others].flatMap((operator) => operator(node))
