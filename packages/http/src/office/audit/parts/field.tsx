import { comparedKinds, fieldLabel, messagesFor, timelineSvg } from '@clientele/projections'
import { raw } from 'hono/html'
import { queryOf } from '../../actions/form.js'
import { DataTable } from '../../layout/data-table.js'
import { Downloads } from '../../layout/downloads.js'
import { type Choice, Select } from '../../layout/field.js'
import { lastDayOf } from '../../moment/last-day.js'
import { momentInstant } from '../../moment/moment.js'
import { displayValue, timeIn } from '../../moment/times.js'
import { aboutIn, lastSelected } from '../about.js'
import { AskForm } from '../ask-form.js'
import type { PartProps } from '../part.js'
import { type NamedSubject, subjectText } from '../subjects.js'
import { auditTexts } from '../texts/audit-texts.js'

const maxRows = 1_000

/** The fields of a subject that have changed, with their labels. */
const fieldChoices = ({ context, moment }: PartProps, { kind, id }: NamedSubject): readonly Choice[] => {
  const { by: viewer, locale } = context.var
  const { rows } = moment.audit.changes({ subjects: [{ kind, id }], viewer, locale, limit: maxRows })
  const labels = new Map(rows.flatMap(({ changes }) => changes.map(({ field, label }) => [field, label] as const)))
  return [...labels]
    .map(([value, label]) => ({ value, label }))
    .sort((one, other) => one.label.localeCompare(other.label))
}

type FieldQuery = PartProps & { readonly subject: NamedSubject; readonly field: string }

const History = ({ service, context, moment, subject, field }: FieldQuery) => {
  const { by: viewer, locale } = context.var
  const { kind, id, name } = subject
  const rows = moment.audit.fieldHistory({ subject: { kind, id }, field, viewer, locale })
  const messages = messagesFor(locale)
  const { headings } = messages
  const caption = `${fieldLabel(messages, field)}: ${name}`
  const { register } = service.crm
  const { timeZone } = register.settings.policies
  const query = new URLSearchParams({ subject: subjectText(subject), field, ...momentInstant(service, moment) })
  return (
    <>
      {rows.length === 0 ? null : (
        <section class="scroll" tabindex={0} aria-label={auditTexts(locale).picture}>
          {raw(timelineSvg({ rows, field, name, timeZone, locale }))}
        </section>
      )}
      <DataTable
        id="field"
        caption={caption}
        columns={[headings.value, headings.firstDay, headings.lastDay, headings.knownFrom, headings.knownUntil]}
        rows={rows.map(({ value, from, until, knownFrom, knownUntil }) => [
          displayValue(register, value ?? messages.words.noValue),
          from,
          lastDayOf(until) ?? '',
          timeIn(register, knownFrom),
          knownUntil === null ? '' : timeIn(register, knownUntil),
        ])}
        empty={auditTexts(locale).nothing}
      />
      <Downloads base={service.base} listing="fieldHistoryListing" query={query} locale={locale} asLines />
    </>
  )
}

/** The values of a field in both times, as a picture and a table. */
export const FieldPart = (props: PartProps) => {
  const { service, context } = props
  const { locale } = context.var
  const texts = auditTexts(locale)
  const about = aboutIn(props, comparedKinds)
  const subject = lastSelected(about)
  const choices = subject === undefined ? [] : fieldChoices(props, subject)
  const wanted = queryOf(context).text('field')
  const field = choices.find(({ value }) => value === wanted)?.value ?? choices[0]?.value
  return (
    <>
      <AskForm service={service} context={context} show="field" about={about}>
        {choices.length === 0 ? null : (
          <Select name="field" label={texts.field} value={field} choices={choices} refusal={null} locale={locale} />
        )}
      </AskForm>
      {subject === undefined ? <p>{texts.chooseFirst}</p> : null}
      {subject === undefined || field === undefined ? null : <History {...props} subject={subject} field={field} />}
    </>
  )
}
