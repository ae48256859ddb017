import type * as t from 'io-ts'
import { fieldsIn } from '../values/record.js'
import { isPrintableAscii } from '../values/visible.js'
import { type CommandRule, commandRuleOf } from './command-rule.js'
import { harmlessText, type Problem, pathTo } from './problem.js'
import { unknownField } from './unknown-fields.js'

/** Collects the problems of a value at a path. */
type Finder = (value: unknown, path: string, found: Problem[]) => void

const maxProblems = 100

const isFields = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

type RuleOf = (codec: t.Mixed) => CommandRule | null

const finderInRecord = (codec: t.Mixed, ruleOf: RuleOf): Finder | null => {
  const fields = fieldsIn(codec)
  if (fields === null) return null
  const finders = new Map(fields.map(({ name, codec: field }) => [name, finderIn(field, ruleOf)]))
  return (value, path, found) => {
    if (!isFields(value)) return
    for (const name of Object.keys(value)) {
      const finder = finders.get(name)
      if (finder === undefined) found.push(unknownField(path, name, finders.keys(), Reflect.get(value, name)))
      else finder?.(Reflect.get(value, name), pathTo(path, name), found)
      if (found.length >= maxProblems) return
    }
  }
}

const finderInList = (element: t.Mixed, ruleOf: RuleOf): Finder | null => {
  const finder = finderIn(element, ruleOf)
  if (finder === null) return null
  return (value, path, found) => {
    if (!Array.isArray(value)) return
    for (const [at, one] of value.entries()) {
      finder(one, pathTo(path, String(at)), found)
      if (found.length >= maxProblems) return
    }
  }
}

type Alternative = { readonly type: t.Mixed; readonly finder: Finder }

const fewestProblems = (alternatives: readonly Alternative[], value: unknown, path: string): readonly Problem[] => {
  let fewest: readonly Problem[] | null = null
  for (const { finder } of alternatives) {
    const found: Problem[] = []
    finder(value, path, found)
    if (fewest === null || found.length < fewest.length) fewest = found
  }
  return fewest ?? []
}

// A value is valid if one type of the union accepts it without problems.
const finderInUnion = (types: readonly t.Mixed[], ruleOf: RuleOf): Finder | null => {
  const alternatives = types.flatMap((type) => {
    const finder = finderIn(type, ruleOf)
    return finder === null ? [] : [{ type, finder }]
  })
  if (alternatives.length === 0) return null
  return (value, path, found) => {
    const accepting = alternatives.filter(({ type }) => type.is(value))
    found.push(...fewestProblems(accepting.length === 0 ? alternatives : accepting, value, path))
  }
}

type Composed = { readonly _tag?: unknown; readonly type?: t.Mixed; readonly types?: readonly t.Mixed[] }

const finderInText =
  (rule: CommandRule): Finder =>
  (value, path, found) => {
    if (typeof value !== 'string' || isPrintableAscii(value)) return
    const expected = rule(value)
    if (expected !== null) found.push({ path, expected, actual: harmlessText(value) })
  }

const finderIn = (codec: t.Mixed, ruleOf: RuleOf): Finder | null => {
  const inRecord = finderInRecord(codec, ruleOf)
  if (inRecord !== null) return inRecord
  const rule = ruleOf(codec)
  if (rule !== null) return finderInText(rule)
  const { _tag, type, types } = codec as Composed
  if (_tag === 'ReadonlyArrayType' && type !== undefined) return finderInList(type, ruleOf)
  return _tag === 'UnionType' && types !== undefined ? finderInUnion(types, ruleOf) : null
}

const nothing: readonly Problem[] = []

// Created on first use: most commands are never decoded by a process.
const problemsBy = (codec: t.Mixed, ruleOf: RuleOf): ((value: unknown) => readonly Problem[]) => {
  let finder: Finder | null | undefined
  return (value) => {
    if (finder === undefined) finder = finderIn(codec, ruleOf)
    if (finder === null) return nothing
    const found: Problem[] = []
    finder(value, '', found)
    return found.length === 0 ? nothing : found
  }
}

/** Finds the fields of a value that its codec does not know, at any depth; at most 100. */
export const unknownFieldsBy = (codec: t.Mixed): ((value: unknown) => readonly Problem[]) =>
  problemsBy(codec, () => null)

/**
 * Finds the problems of commands whose codec accepts them, at any depth, at most 100: unknown fields, and values that
 * break a `CommandRule`. Stored events may have both.
 */
export const commandProblemsBy = (codec: t.Mixed): ((value: unknown) => readonly Problem[]) =>
  problemsBy(codec, commandRuleOf)
