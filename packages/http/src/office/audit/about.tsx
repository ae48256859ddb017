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

/** What a question is about: what the address names, and what a name in it may mean. */
export type About = {
  readonly chosen: readonly NamedSubject[]
  /** Those that a text may mean, where it is not one alone; `null` without a text. */
  readonly found: readonly NamedSubject[] | null
}

const parameter = 'subjects'

/** Reads what an address is about; a name that only one thing has stands for it. */
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

/** The one thing a question is about; `undefined` as long as none is chosen. */
export const oneOf = ({ chosen }: About): NamedSubject | undefined => chosen.at(-1)

/** The fields by which something is named: a text to find it by, and what was chosen before. */
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

/** What a name may mean, as links that choose one. */
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
