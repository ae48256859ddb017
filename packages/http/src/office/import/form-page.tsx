import { dateOrders, importKinds } from '@clientele/adapters/import'
import { nameInWords } from '@clientele/projections'
import type { Asked, Service } from '../../environment.js'
import { type Choice, Field, Select } from '../layout/field.js'
import { Refused } from '../layout/refused.js'
import { showPage } from '../page.js'
import type { Filled } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import type { Chosen } from './jobs.js'
import { importTexts } from './texts/import-texts.js'

type Texts = ReturnType<typeof importTexts>

const separators = [
  { character: ',', name: 'comma' },
  { character: ';', name: 'semicolon' },
  { character: '\t', name: 'tab' },
  { character: '|', name: 'bar' },
] as const

/** What a kind of file is called. */
export const kindName = (kind: string, texts: Texts): string =>
  new Map<string, string>(Object.entries(texts)).get(kind) ?? nameInWords(kind)

const kindChoices = (texts: Texts): readonly Choice[] => [
  { value: '', label: texts.byHeadings },
  ...importKinds.map((kind) => ({ value: kind, label: kindName(kind, texts) })),
]

const delimiterChoices = (texts: Texts): readonly Choice[] => [
  { value: '', label: texts.recognised },
  ...separators.map(({ name }) => ({ value: name, label: texts[name] })),
]

const dateChoices = (texts: Texts): readonly Choice[] => [
  { value: '', label: texts.isoDates },
  ...dateOrders.map((order) => ({ value: order, label: order })),
]

/** How a file is to be read, as the form says. */
export const chosenOptions = ({ form }: Pick<Filled, 'form'>): Chosen['options'] => ({
  kind: importKinds.find((kind) => kind === form.text('kind')),
  delimiter: separators.find(({ name }) => name === form.text('delimiter'))?.character,
  dates: dateOrders.find((order) => order === form.text('dates')),
  encoding: form.text('encoding'),
  today: form.text('today'),
})

const Options = ({ filled, locale }: { readonly filled: Filled; readonly locale: Asked['var']['locale'] }) => {
  const texts = importTexts(locale)
  const { form, refusal } = filled
  const field = (name: string) => ({ name, value: form.text(name), refusal, locale })
  return (
    <details>
      <summary>{texts.options}</summary>
      <div class="fields">
        <Select {...field('delimiter')} label={texts.delimiter} choices={delimiterChoices(texts)} />
        <Field {...field('encoding')} label={texts.encoding} />
        <Select {...field('dates')} label={texts.dates} choices={dateChoices(texts)} />
        <Field {...field('today')} type="date" label={texts.day} />
      </div>
    </details>
  )
}

const Content = ({ service, asked, filled, note }: Props) => {
  const { locale } = asked.var
  const texts = importTexts(locale)
  const { refusal } = filled
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
        <Select
          name="kind"
          value={filled.form.text('kind')}
          label={texts.kind}
          choices={kindChoices(texts)}
          refusal={refusal}
          locale={locale}
        />
        <Options filled={filled} locale={locale} />
        <button class="main" type="submit" name="do" value="check">
          {texts.check}
        </button>
      </form>
    </>
  )
}

type Props = {
  readonly service: Service
  readonly asked: Asked
  readonly filled: Filled
  /** What is told above the form, and the status of an address that is gone. */
  readonly note?: string | undefined
}

/** Shows the form that a file is chosen with. */
export const showImportForm = ({ service, asked, filled, note }: Props): Promise<Response> =>
  showPage(service, asked, {
    title: officeTexts(asked.var.locale).import,
    area: 'import',
    status: filled.refusal !== null ? 422 : note === undefined ? undefined : 404,
    content: () => <Content service={service} asked={asked} filled={filled} note={note} />,
  })

/** Why a form without a file is refused. */
export const fileMissing = (asked: Asked) => ({
  error: 'MalformedCommand',
  problems: [{ path: 'file', expected: importTexts(asked.var.locale).chooseFile }],
})
