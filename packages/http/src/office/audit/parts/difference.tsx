import { comparedKinds, type Moment, messagesFor } from '@clientele/projections'
import { queryOf } from '../../actions/form.js'
import { DataTable } from '../../layout/data-table.js'
import { Downloads } from '../../layout/downloads.js'
import { Field } from '../../layout/field.js'
import { offsetIn, Pager } from '../../layout/pager.js'
import { instantOf } from '../../moment/moment.js'
import { displayValue } from '../../moment/times.js'
import { addressOf } from '../../page.js'
import { type About, aboutIn, lastSelected } from '../about.js'
import { AskForm } from '../ask-form.js'
import type { PartProps } from '../part.js'
import { subjectAddress, subjectText } from '../subjects.js'
import { auditTexts } from '../texts/audit-texts.js'

const pageSize = 50

/** The API's parameters for the two moments. */
const parameters = { from: ['asOf', 'from.knownAt'], to: ['to.asOf', 'to.knownAt'] } as const

const momentIn = ({ service, context }: PartProps, [day, known]: readonly [string, string]): Moment => {
  const query = queryOf(context)
  const knownAt = query.text(known)
  return { asOf: query.text(day), knownAt: knownAt === undefined ? undefined : instantOf(service, knownAt) }
}

const Fields = ({ context }: PartProps) => {
  const { locale } = context.var
  const texts = auditTexts(locale)
  const query = queryOf(context)
  const day = (name: string, label: string) => (
    <Field name={name} label={label} type="date" value={query.text(name)} refusal={null} locale={locale} />
  )
  return (
    <>
      {day(parameters.from[0], texts.firstMoment)}
      {day(parameters.from[1], texts.firstKnown)}
      {day(parameters.to[0], texts.secondMoment)}
      {day(parameters.to[1], texts.secondKnown)}
    </>
  )
}

const listingQuery = (props: PartProps, about: About): URLSearchParams => {
  const query = new URLSearchParams()
  const put = (name: string, value: string | undefined): void => {
    if (value !== undefined) query.set(name, value)
  }
  const [from, to] = [momentIn(props, parameters.from), momentIn(props, parameters.to)]
  put(parameters.from[0], from.asOf)
  put(parameters.from[1], from.knownAt)
  put(parameters.to[0], to.asOf)
  put(parameters.to[1], to.knownAt)
  const subject = lastSelected(about)
  if (subject !== undefined) query.set('subject', subjectText(subject))
  return query
}

const Answer = (props: PartProps & { readonly about: About }) => {
  const { service, context, moment, about } = props
  const { by: viewer, locale } = context.var
  const { headings, words } = messagesFor(locale)
  const subject = about.chosen.flatMap(({ kind, id }) => {
    const compared = comparedKinds.find((one) => one === kind)
    return compared === undefined ? [] : { kind: compared, id }
  })
  const page = { offset: offsetIn(queryOf(context).text('offset')), limit: pageSize }
  const moments = { from: momentIn(props, parameters.from), to: momentIn(props, parameters.to) }
  const { rows, more } = moment.audit.difference({ ...moments, subject: subject.at(-1), ...page, viewer, locale })
  const total = rows.length === 0 ? 0 : page.offset + rows.length + (more ? 1 : 0)
  return (
    <>
      <DataTable
        id="difference"
        caption={auditTexts(locale).difference}
        columns={[headings.record, headings.field, headings.before, headings.after]}
        rows={rows.map((row) => {
          const address = subjectAddress(service.base, row.subject)
          const name = address === null ? row.subject.name : <a href={address}>{row.subject.name}</a>
          const shown = (value: string | null): string => displayValue(service.crm.register, value ?? words.noValue)
          return [name, row.label, shown(row.old), shown(row.new)]
        })}
        empty={auditTexts(locale).noDifference}
      />
      <div class="actions">
        <Pager address={addressOf(context)} {...page} total={{ atLeast: total }} locale={locale} />
        <Downloads
          base={service.base}
          listing="differenceListing"
          query={listingQuery(props, about)}
          locale={locale}
          asLines
        />
      </div>
    </>
  )
}

/** The fields whose values differ between two moments. */
export const DifferencePart = (props: PartProps) => {
  const { service, context } = props
  const query = queryOf(context)
  const about = aboutIn(props, comparedKinds)
  const isAsked = about.found === null && parameters.from.some((name) => query.text(name) !== undefined)
  return (
    <>
      <AskForm service={service} context={context} show="difference" about={about} takesKnown={false}>
        <Fields {...props} />
      </AskForm>
      {isAsked ? <Answer {...props} about={about} /> : <p>{auditTexts(context.var.locale).chooseMoments}</p>}
    </>
  )
}
