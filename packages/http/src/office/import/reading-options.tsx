import { dateOrders, type FileFormat, importKinds } from '@clientele/adapters/import'
import { type Locale, nameInWords } from '@clientele/projections'
import { fill } from '../../texts/translated.js'
import type { Refusal } from '../actions/execute-all.js'
import type { Form } from '../actions/form.js'
import { type Choice, Field, Select } from '../layout/field.js'
import type { SelectedFile } from './jobs.js'
import { importTexts } from './texts/import-texts.js'

type Texts = ReturnType<typeof importTexts>

/** The options for reading a file. */
type ReadingOptions = SelectedFile['options']

const separators = [
  { character: ',', name: 'comma' },
  { character: ';', name: 'semicolon' },
  { character: '\t', name: 'tab' },
  { character: '|', name: 'bar' },
] as const

const separatorNamed = (character: string | undefined) => separators.find((one) => one.character === character)?.name

/** The name of a kind of file. */
export const kindName = (kind: string, texts: Texts): string =>
  new Map<string, string>(Object.entries(texts)).get(kind) ?? nameInWords(kind)

const kindChoices = (texts: Texts): readonly Choice[] => [
  { value: '', label: texts.byHeadings },
  ...importKinds.map((kind) => ({ value: kind, label: kindName(kind, texts) })),
]

const dateChoices = (texts: Texts): readonly Choice[] => [
  { value: '', label: texts.isoDates },
  ...dateOrders.map((order) => ({ value: order, label: order })),
]

/** The detected format of a text file; `null` for a workbook, or a file that was not read. */
type DetectedFormat = Exclude<FileFormat, 'xlsx'> | null

/** The name of a separator. */
export const delimiterName = (delimiter: string, texts: Texts): string => {
  const name = separatorNamed(delimiter)
  return name === undefined ? delimiter : texts[name]
}

const delimiterChoices = (texts: Texts, recognised: DetectedFormat): readonly Choice[] => [
  {
    value: '',
    label:
      recognised === null
        ? texts.recognised
        : fill(texts.recognisedAs, { what: delimiterName(recognised.delimiter, texts) }),
  },
  ...separators.map(({ name }) => ({ value: name, label: texts[name] })),
]

// The choice to ignore a column: blank fields of a form are missing.
const notRead = '-'

/** The columns of the headings, from the form: a list of headings, and a parallel list of columns. */
const headingsIn = (form: Form): ReadingOptions['headings'] => {
  const columns = form.texts('column')
  return Object.fromEntries(
    form.texts('heading').flatMap((heading, at) => {
      const column = columns[at]
      return column === undefined ? [] : [[heading, column === notRead ? '' : column] as const]
    }),
  )
}

/** The options for reading a file, from the form. */
export const optionsIn = (form: Form): ReadingOptions => ({
  kind: importKinds.find((kind) => kind === form.text('kind')),
  delimiter: separators.find(({ name }) => name === form.text('delimiter'))?.character,
  dates: dateOrders.find((order) => order === form.text('dates')),
  encoding: form.text('encoding'),
  today: form.text('today'),
  headings: headingsIn(form),
})

type Props = {
  readonly options: ReadingOptions
  readonly refusal: Refusal | null
  readonly locale: Locale
}

/** The choice of the kind of a file. */
export const KindSelect = ({ options, refusal, locale }: Props) => {
  const texts = importTexts(locale)
  const choices = kindChoices(texts)
  return <Select name="kind" value={options.kind} label={texts.kind} {...{ choices, refusal, locale }} />
}

/** The options for the format of a file, collapsed; empty ones are detected. */
export const OptionFields = ({
  options,
  refusal,
  locale,
  recognised = null,
}: Props & { readonly recognised?: DetectedFormat }) => {
  const texts = importTexts(locale)
  const field = { refusal, locale }
  const { delimiter, encoding, dates, today } = options
  const encodingLabel =
    recognised === null ? texts.encoding : fill(texts.encodingRecognised, { encoding: recognised.encoding })
  return (
    <details>
      <summary>{texts.options}</summary>
      <div class="fields">
        <Select
          {...field}
          name="delimiter"
          value={separatorNamed(delimiter)}
          label={texts.delimiter}
          choices={delimiterChoices(texts, recognised)}
        />
        <Field {...field} name="encoding" value={encoding} label={encodingLabel} />
        <Select {...field} name="dates" value={dates} label={texts.dates} choices={dateChoices(texts)} />
        <Field {...field} name="today" value={today} type="date" label={texts.day} />
      </div>
    </details>
  )
}

/** The choice of the column for a heading; `at` is its index among those of the form. */
export const HeadingSelect = ({
  at,
  heading,
  column,
  columns,
  locale,
}: {
  readonly at: number
  readonly heading: string
  readonly column: string | null
  readonly columns: readonly Choice[]
  readonly locale: Locale
}) => {
  const texts = importTexts(locale)
  const choices = [{ value: notRead, label: texts.doNotRead }, ...columns]
  return (
    <>
      <input type="hidden" name="heading" value={heading} />
      <Select
        name="column"
        scope={String(at)}
        label={fill(texts.headingIs, { heading })}
        value={column ?? notRead}
        choices={choices}
        refusal={null}
        locale={locale}
      />
    </>
  )
}
