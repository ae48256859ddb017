import type { SpecialGroupListRow } from '@clientele/projections'
import type { RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import type { Form } from '../actions/form.js'
import { Downloads } from '../layout/downloads.js'
import { Field } from '../layout/field.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { type Moment, momentOf, momentQuery, momentSuffix } from '../moment/moment.js'
import { MomentFields, PastNote } from '../moment/moment-fields.js'
import { showPage } from '../page.js'
import type { FormState } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import { specialGroupTexts } from './texts/special-group-texts.js'

type Props = {
  readonly service: Service
  readonly context: RequestContext
  readonly moment: Moment
  readonly formState: FormState
}

/** The address of a special group's page. */
export const specialGroupAddress = (base: string, specialGroupId: string): string =>
  `${base}/special-groups/${encodeURIComponent(specialGroupId)}`

/** The special groups at a moment with the number of customers. */
export const specialGroupRows = (context: RequestContext, { views, asOf }: Moment): readonly SpecialGroupListRow[] =>
  views.specialGroupList({ asOf, viewer: context.var.by, locale: context.var.locale })

const Table = ({ service, context, moment }: Omit<Props, 'formState'>) => {
  const texts = specialGroupTexts(context.var.locale)
  const rows = specialGroupRows(context, moment)
  if (rows.length === 0) return <p>{texts.empty}</p>
  return (
    <section class="scroll" tabindex={0} aria-labelledby="special-caption">
      <table data-live={moment.isNow ? 'true' : undefined}>
        <caption id="special-caption">{fill(texts.caption, { day: moment.asOf })}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.name}</th>
            <th scope="col">{texts.legend}</th>
            <th scope="col">{texts.count}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ specialGroupId, name, legend, count }) => (
            <tr>
              <th scope="row">
                <a href={`${specialGroupAddress(service.base, specialGroupId)}${momentSuffix(moment)}`}>{name}</a>
              </th>
              <td>{legend ?? ''}</td>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const CreateForm = ({ service, context, formState }: Omit<Props, 'moment'>) => {
  const { locale } = context.var
  const texts = specialGroupTexts(locale)
  const { form, refusal } = formState
  const field = (name: string) => ({ name, value: form.text(name), refusal, locale })
  return (
    <section aria-labelledby="new-special">
      <h2 id="new-special">{texts.newGroup}</h2>
      <form class="fields" method="post" action={`${service.base}/special-groups`}>
        <Field {...field('name')} label={texts.name} required />
        <Field {...field('legend')} label={texts.legend} />
        <button class="main" type="submit">
          {texts.create}
        </button>
      </form>
    </section>
  )
}

const Content = (props: Props) => {
  const { service, context, moment, formState } = props
  const { locale } = context.var
  const query = new URLSearchParams(momentQuery(moment))
  return (
    <>
      <RefusalNote refusal={formState.refusal} locale={locale} />
      <form class="filter" method="get" action={`${service.base}/special-groups`}>
        <MomentFields moment={moment} locale={locale} />
        <button type="submit">{officeTexts(locale).show}</button>
      </form>
      <PastNote moment={moment} locale={locale} />
      <Table service={service} context={context} moment={moment} />
      <Downloads base={service.base} listing="specialGroupListing" query={query} locale={locale} />
      {moment.isNow ? <CreateForm service={service} context={context} formState={formState} /> : null}
    </>
  )
}

/** The commands of the form for a new special group. */
export const createCommands = (form: Form): readonly unknown[] => [
  { type: 'CreateSpecialGroup', data: { name: form.text('name') ?? '', legend: form.text('legend') ?? null } },
]

/** Shows the special groups with their legends and counts, and a form for a new one. */
export const showSpecialGroups = async (
  service: Service,
  context: RequestContext,
  formState: FormState,
): Promise<Response> => {
  const moment = await momentOf(service, context)
  return showPage(service, context, {
    title: officeTexts(context.var.locale).specialGroups,
    area: 'specialGroups',
    status: formState.refusal === null ? undefined : 422,
    content: () => <Content service={service} context={context} moment={moment} formState={formState} />,
  })
}
