import { type HistoryRow, type Locale, messagesFor, translate } from '@clientele/projections'
import { fill } from '../../texts/translated.js'
import type { Moment } from '../moment/moment.js'
import { displayValue, timeIn } from '../moment/times.js'
import { historyTexts } from './texts/history-texts.js'

type Props = { readonly rows: readonly HistoryRow[]; readonly moment: Moment; readonly locale: Locale }

// For a change from no value the summary says everything.
const Changes = ({ row, moment, locale }: Omit<Props, 'rows'> & { readonly row: HistoryRow }) => {
  const texts = historyTexts(locale)
  const { fields } = messagesFor(locale)
  const changes = row.changes.some(({ old }) => old !== null) ? row.changes : []
  if (changes.length === 0 && row.reason === null) return null
  return (
    <dl class="facts">
      {changes.map(({ label, old, new: after }) => (
        <>
          <dt>{label}</dt>
          <dd>
            {old === null ? null : (
              <>
                <del>
                  <span class="visually-hidden">{texts.before} </span>
                  {displayValue(moment.register, old)}
                </del>{' '}
                <span aria-hidden="true">→</span>{' '}
              </>
            )}
            <ins>
              <span class="visually-hidden">{texts.after} </span>
              {after === null ? '–' : displayValue(moment.register, after)}
            </ins>
          </dd>
        </>
      ))}
      {row.reason === null ? null : (
        <>
          <dt>{fields.reason}</dt>
          <dd>{row.reason}</dd>
        </>
      )}
    </dl>
  )
}

const Line = ({ row, moment, locale }: Omit<Props, 'rows'> & { readonly row: HistoryRow }) => {
  const { register } = moment
  const messages = messagesFor(locale)
  return (
    <li id={`event-${row.position}`}>
      <p class="quiet">
        <time datetime={row.recordedAt}>{timeIn(register, row.recordedAt)}</time>
        {', '}
        {register.tables.employees.get(row.by)?.name ?? row.by}
        {row.effectiveDate === null ? null : `, ${fill(historyTexts(locale).effective, { day: row.effectiveDate })}`}
        {row.origin === 'direct' ? null : `, ${translate(messages, row.origin)}`}
      </p>
      <p>{row.summary}</p>
      <Changes row={row} moment={moment} locale={locale} />
    </li>
  )
}

/** The history, newest first: when, by whom, and the values before. */
export const Timeline = ({ rows, moment, locale }: Props) =>
  rows.length === 0 ? (
    <p>{historyTexts(locale).empty}</p>
  ) : (
    <ol class="timeline">
      {rows.map((row) => (
        <Line row={row} moment={moment} locale={locale} />
      ))}
    </ol>
  )
