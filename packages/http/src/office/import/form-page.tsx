import { importKinds } from '@clientele/adapters/import'
import type { Asked, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import type { Refusal } from '../acting/act.js'
import { Field } from '../layout/field.js'
import { Refused } from '../layout/refused.js'
import { showPage } from '../page.js'
import type { Filled } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import type { Job } from './jobs.js'
import { chosenOptions, KindSelect, kindName, OptionFields } from './reading-options.js'
import { importTexts } from './texts/import-texts.js'

/** Links to empty files with headings, one per kind. */
const Templates = ({ service, asked }: Pick<Props, 'service' | 'asked'>) => {
  const texts = importTexts(asked.var.locale)
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

const Content = ({ service, asked, filled, note }: Props) => {
  const { locale } = asked.var
  const texts = importTexts(locale)
  const { refusal, form } = filled
  const chosen = { options: chosenOptions(form), refusal, locale }
  return (
    <>
      {note === undefined ? null : <p role="alert">{note}</p>}
      <Refused refusal={refusal} locale={locale} />
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
      <Templates service={service} asked={asked} />
    </>
  )
}

type Props = {
  readonly service: Service
  readonly asked: Asked
  readonly filled: Filled
  /** A note above the form, for an expired address. */
  readonly note?: string | undefined
}

/** Shows the form that selects a file. */
export const showImportForm = ({ service, asked, filled, note }: Props): Promise<Response> =>
  showPage(service, asked, {
    title: officeTexts(asked.var.locale).import,
    area: 'import',
    status: filled.refusal !== null ? 422 : note === undefined ? undefined : 404,
    content: () => <Content service={service} asked={asked} filled={filled} note={note} />,
  })

const fileRefused = (expected: string): Refusal => ({
  error: 'MalformedCommand',
  ...{ problems: [{ path: 'file', expected }] },
})

/** The refusal of a form without a file. */
export const fileMissing = ({ var: { locale } }: Asked): Refusal => fileRefused(importTexts(locale).chooseFile)

/** The refusal of a file while another one of the same employee is running. */
export const otherUnderWay = ({ var: { locale } }: Asked, { name }: Job): Refusal =>
  fileRefused(fill(importTexts(locale).otherUnderWay, { file: name }))
