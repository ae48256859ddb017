import type { Asked, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { queryOf } from '../acting/form.js'
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

type Asking = { readonly service: Service; readonly asked: Asked }

/** The subjects of a question: those in the URL, and the matches of a name in it. */
export type About = {
  readonly chosen: readonly NamedSubject[]
  /** The subjects with the text in their names, unless there is only one; `null` without a text. */
  readonly found: readonly NamedSubject[] | null
}

const parameter = 'subjects'

/** Reads the subjects from the URL; a name with a single match selects it. */
export const aboutIn = ({ service, asked }: Asking, kinds: readonly FindableKind[]): About => {
  const query = queryOf(asked)
  const named = query
    .texts(parameter)
    .flatMap((text) => subjectIn(text) ?? [])
    .filter(({ kind }) => kinds.includes(kind))
    .map((subject) => ({ ...subject, name: subjectName(service, asked, subject) }))
  const text = query.text('about')
  if (text === undefined) return { chosen: named, found: null }
  const found = findSubjects(service, asked, text, kinds)
  return found.length === 1 ? { chosen: [...named, ...found], found: null } : { chosen: named, found }
}

/** The last selected subject; `undefined` if none is selected. */
export const oneOf = ({ chosen }: About): NamedSubject | undefined => chosen.at(-1)

/** The fields for the subjects: a text to search for, and the selected ones. */
export const AboutFields = ({ asked, about }: { readonly asked: Asked; readonly about: About }) => {
  const { locale } = asked.var
  const texts = auditTexts(locale)
  const text = about.found === null ? undefined : queryOf(asked).text('about')
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

const addressWith = (asked: Asked, subject: Subject): string => {
  const { pathname, searchParams } = new URL(asked.req.url)
  searchParams.delete('about')
  searchParams.delete('offset')
  searchParams.append(parameter, subjectText(subject))
  return `${pathname}?${searchParams.toString()}`
}

/** The matches of a name, as links that select one. */
export const Which = ({ asked, about }: { readonly asked: Asked; readonly about: About }) => {
  const texts = auditTexts(asked.var.locale)
  if (about.found === null) return null
  if (about.found.length === 0) return <p role="alert">{texts.notFound}</p>
  return (
    <nav aria-label={texts.which}>
      <p>{texts.which}</p>
      <ul>
        {about.found.map((subject) => (
          <li>
            <a href={addressWith(asked, subject)}>{subject.name}</a>{' '}
            <span class="quiet">{kindName(subject, texts)}</span>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const kindName = ({ kind }: Subject, { employeeKind: employee, ...texts }: ReturnType<typeof auditTexts>): string =>
  new Map<string, string>(Object.entries({ ...texts, employee })).get(kind) ?? kind
