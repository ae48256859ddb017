import type { RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { queryOf } from '../actions/form.js'
import { Field } from '../layout/field.js'
import {
  type FindableKind,
  findSubjects,
  type NamedSubject,
  type Subject,
  subjectIn,
  subjectName,
  subjectText,
} from './subjects.js'
import { auditTexts } from './texts/audit-texts.js'

type AboutProps = { readonly service: Service; readonly context: RequestContext }

/** The subjects of a question: those in the URL, and the matches of a name in it. */
export type About = {
  readonly chosen: readonly NamedSubject[]
  /** The subjects with the text in their names, unless there is only one; `null` without a text. */
  readonly found: readonly NamedSubject[] | null
}

const parameter = 'subjects'

/** Reads the subjects from the URL; a name with a single match selects it. */
export const aboutIn = ({ service, context }: AboutProps, kinds: readonly FindableKind[]): About => {
  const query = queryOf(context)
  const named = query
    .texts(parameter)
    .flatMap((text) => subjectIn(text) ?? [])
    .filter(({ kind }) => kinds.includes(kind))
    .map((subject) => ({ ...subject, name: subjectName(service, context, subject) }))
  const text = query.text('about')
  if (text === undefined) return { chosen: named, found: null }
  const found = findSubjects(service, context, text, kinds)
  return found.length === 1 ? { chosen: [...named, ...found], found: null } : { chosen: named, found }
}

/** The last selected subject; `undefined` if none is selected. */
export const lastSelected = ({ chosen }: About): NamedSubject | undefined => chosen.at(-1)

/** The fields for the subjects: a text to search for, and the selected ones. */
export const AboutFields = ({ context, about }: { readonly context: RequestContext; readonly about: About }) => {
  const { locale } = context.var
  const texts = auditTexts(locale)
  const text = about.found === null ? undefined : queryOf(context).text('about')
  return (
    <>
      <Field name="about" label={texts.about} value={text} refusal={null} locale={locale} />
      {about.chosen.map((subject) => (
        <label class="check">
          <input type="checkbox" name={parameter} value={subjectText(subject)} checked />
          {fill(texts.only, { name: subject.name })}
        </label>
      ))}
    </>
  )
}

const addressWith = (context: RequestContext, subject: Subject): string => {
  const { pathname, searchParams } = new URL(context.req.url)
  searchParams.delete('about')
  searchParams.delete('offset')
  searchParams.append(parameter, subjectText(subject))
  return `${pathname}?${searchParams.toString()}`
}

/** The matches of a name, as links that select one. */
export const SubjectChoices = ({ context, about }: { readonly context: RequestContext; readonly about: About }) => {
  const texts = auditTexts(context.var.locale)
  if (about.found === null) return null
  if (about.found.length === 0) return <p role="alert">{texts.notFound}</p>
  return (
    <nav aria-label={texts.which}>
      <p>{texts.which}</p>
      <ul>
        {about.found.map((subject) => (
          <li>
            <a href={addressWith(context, subject)}>{subject.name}</a>{' '}
            <span class="quiet">{kindName(subject, texts)}</span>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const kindName = ({ kind }: Subject, { employeeKind: employee, ...texts }: ReturnType<typeof auditTexts>): string =>
  new Map<string, string>(Object.entries({ ...texts, employee })).get(kind) ?? kind
