import { isRecord } from '@clientele/domain'
import { type Locale, sentenceOf } from '@clientele/projections'
import type { Refusal } from '../actions/execute-all.js'
import { officeTexts } from '../texts/office-texts.js'

type Props = { readonly refusal: Refusal | null; readonly locale: Locale }

type Problem = { readonly path: string; readonly expected: string }

/** The problems of single fields, if the refusal has any. */
const problemsOf = (refusal: Refusal): readonly Problem[] => {
  const problems: unknown = Reflect.get(refusal, 'problems')
  return Array.isArray(problems)
    ? problems.filter(isRecord).map(({ path, expected }) => ({ path: String(path), expected: String(expected) }))
    : []
}

/** The field of a refusal whose facts do not have the field's name. */
const fieldsByError: { readonly [error: string]: string | undefined } = {
  GroupNameRequired: 'name',
  GroupHierarchyCycle: 'parentId',
  GroupHierarchyTooDeep: 'parentId',
  InvalidNumberingStart: 'numberingStart',
  InvalidLedgerAccount: 'ledgerAccount',
}

/** The problem of a field, in a sentence; `null` if the refusal is not about it. */
export const problemOfField = (refusal: Refusal | null, field: string, locale: Locale): string | null => {
  if (refusal === null) return null
  const problem = problemsOf(refusal).find(({ path }) => path === field || path.endsWith(`.${field}`))
  if (problem !== undefined) return problem.expected
  const isNamed = Object.hasOwn(refusal, field) || fieldsByError[refusal.error] === field
  const isAbout = isNamed && problemsOf(refusal).length === 0
  return isAbout ? sentenceOf(refusal.shown ?? refusal, locale) : null
}

/** The refusal of a form, above it; the field concerned shows it too. */
export const RefusalNote = ({ refusal, locale }: Props) =>
  refusal === null ? null : (
    <div role="alert">
      <p>
        <strong>{officeTexts(locale).problem}.</strong> {sentenceOf(refusal.shown ?? refusal, locale)}
      </p>
      {problemsOf(refusal).length === 0 ? null : (
        <ul>
          {problemsOf(refusal).map(({ path, expected }) => (
            <li>
              {path}: {expected}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
