import { importKinds } from '@clientele/adapters/import'
import type { RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import type { Refusal } from '../actions/execute-all.js'
import { Field } from '../layout/field.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { showPage } from '../page.js'
import type { FormState } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import type { Job } from './jobs.js'
import { KindSelect, kindName, OptionFields, optionsIn } from './reading-options.js'
import { importTexts } from './texts/import-texts.js'

/** Links to empty files with headings, one per kind. */
const Templates = ({ service, context }: Pick<Props, 'service' | 'context'>) => {
  const texts = importTexts(context.var.locale)
  return (
    <details>
      <summary>{texts.templates}</summary>
      <p>{texts.templatesAre}</p>
      <ul>
        {importKinds.map((kind) => (
          <li>
            <a href={`${service.base}/import/template/${kind}.xlsx`} download hx-boost="false">
              {kindName(kind, texts)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

const Content = ({ service, context, formState, note }: Props) => {
  const { locale } = context.var
  const texts = importTexts(locale)
  const { refusal, form } = formState
  const chosen = { options: optionsIn(form), refusal, locale }
  return (
    <>
      {note === undefined ? null : <p role="alert">{note}</p>}
      <RefusalNote refusal={refusal} locale={locale} />
      <p>{texts.introduction}</p>
      <form class="fields tall" method="post" action={`${service.base}/import`} enctype="multipart/form-data">
        <Field
          name="file"
          type="file"
          accept=".csv,.tsv,.txt,.xlsx"
          label={texts.file}
          required
          refusal={refusal}
          locale={locale}
        />
        <KindSelect {...chosen} />
        <OptionFields {...chosen} />
        <button class="main" type="submit" name="do" value="check">
          {texts.check}
        </button>
      </form>
      <Templates service={service} context={context} />
    </>
  )
}

type Props = {
  readonly service: Service
  readonly context: RequestContext
  readonly formState: FormState
  /** A note above the form, for an expired address. */
  readonly note?: string | undefined
}

/** Shows the form that selects a file. */
export const showImportForm = ({ service, context, formState, note }: Props): Promise<Response> =>
  showPage(service, context, {
    title: officeTexts(context.var.locale).import,
    area: 'import',
    status: formState.refusal !== null ? 422 : note === undefined ? undefined : 404,
    content: () => <Content service={service} context={context} formState={formState} note={note} />,
  })

const fileRefused = (expected: string): Refusal => ({
  error: 'MalformedCommand',
  ...{ problems: [{ path: 'file', expected }] },
})

/** The refusal of a form without a file. */
export const fileMissing = ({ var: { locale } }: RequestContext): Refusal => fileRefused(importTexts(locale).chooseFile)

/** The refusal of a file while another one of the same employee is running. */
export const otherUnderWay = ({ var: { locale } }: RequestContext, { name }: Job): Refusal =>
  fileRefused(fill(importTexts(locale).otherUnderWay, { file: name }))
