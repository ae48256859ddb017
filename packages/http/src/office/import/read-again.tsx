import { columnHeadings, type ImportFileResult } from '@clientele/adapters/import'
import type { Locale } from '@clientele/projections'
import type { Choice } from '../layout/field.js'
import type { Job } from './jobs.js'
import { HeadingSelect, KindSelect, OptionFields } from './reading-options.js'
import { importTexts } from './texts/import-texts.js'

type Props = { readonly job: Job; readonly result: ImportFileResult | null; readonly locale: Locale }

/** The columns for the kind of a sheet, by name. */
const columnChoices = ({ result, locale }: Props, sheet: string | null): readonly Choice[] => {
  const kind = result?.sheets.find((one) => one.sheet === sheet)?.kind ?? null
  return kind === null
    ? []
    : columnHeadings(kind, locale).map(({ column, heading, isNeeded }) => ({
        value: column,
        label: `${heading === column ? heading : `${heading} (${column})`}${isNeeded ? ' *' : ''}`,
      }))
}

type Heading = NonNullable<ImportFileResult['headings']>[number]

/** The headings that are unknown or ignored, or were mapped by the user. */
const unsettledHeadings = ({ job, result }: Props): readonly Heading[] =>
  (result?.headings ?? []).filter(
    ({ heading, column }) => column === null || Object.hasOwn(job.options.headings ?? {}, heading),
  )

const isChosen = ({ headings = {} }: Job['options'], heading: string): boolean => Object.hasOwn(headings, heading)

/** The form for reading a file again: its headings, its kind and its format. */
export const ReadAgain = (props: Props) => {
  const { job, result, locale } = props
  const texts = importTexts(locale)
  const { options } = job
  const headings = unsettledHeadings(props)
  const format = result?.format ?? null
  const isAsked = result === null || result.kind === null || headings.some(({ heading }) => !isChosen(options, heading))
  return (
    <details open={isAsked}>
      <summary>{texts.readAgain}</summary>
      <form class="fields tall" method="post">
        {headings.length === 0 ? null : <p>{texts.headingsAre}</p>}
        {headings.map(({ sheet, heading, column, nearest }, at) => (
          <HeadingSelect
            {...{ at, heading, locale }}
            columns={columnChoices(props, sheet)}
            column={column ?? (isChosen(options, heading) ? null : nearest)}
          />
        ))}
        <KindSelect options={options} refusal={null} locale={locale} />
        <OptionFields options={options} refusal={null} locale={locale} recognised={format === 'xlsx' ? null : format} />
        <button type="submit" name="do" value="check">
          {texts.checkAgain}
        </button>
      </form>
    </details>
  )
}
