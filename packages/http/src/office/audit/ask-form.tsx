import type { Child } from 'hono/jsx'
import type { RequestContext, Service } from '../../environment.js'
import { queryOf } from '../actions/form.js'
import { Field } from '../layout/field.js'
import { officeTexts } from '../texts/office-texts.js'
import { type About, AboutFields, SubjectChoices } from './about.js'

type Props = {
  readonly service: Service
  readonly context: RequestContext
  /** The part of the page. */
  readonly show: string
  readonly about?: About | undefined
  /** Whether the form has a field for the day on which it was known. */
  readonly takesKnown?: boolean | undefined
  readonly children?: Child
}

/** The form of a question: its subject, its other fields, and the day on which it was known. */
export const AskForm = ({ service, context, show, about, takesKnown = true, children }: Props) => {
  const { locale } = context.var
  const texts = officeTexts(locale)
  const known = queryOf(context).text('knownAt')
  return (
    <>
      <form class="filter" method="get" action={`${service.base}/audit`}>
        <input type="hidden" name="show" value={show} />
        {about === undefined ? null : <AboutFields context={context} about={about} />}
        {children}
        {takesKnown ? (
          <Field name="knownAt" label={texts.knownOn} type="date" value={known} refusal={null} locale={locale} />
        ) : null}
        <button class="main" type="submit">
          {texts.show}
        </button>
      </form>
      {about === undefined ? null : <SubjectChoices context={context} about={about} />}
    </>
  )
}
