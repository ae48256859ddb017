import { messagesFor, translate } from '@clientele/projections'
import type { RequestContext, Service } from '../../environment.js'
import type { Form } from '../actions/form.js'
import { CommandForm, fieldsOf } from '../forms/command-form.js'
import { ChangedSince } from '../history/changed-since.js'
import { DataTable } from '../layout/data-table.js'
import { Facts } from '../layout/facts.js'
import { Field } from '../layout/field.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { momentOf, momentSuffix } from '../moment/moment.js'
import { MomentFields, PastNote } from '../moment/moment-fields.js'
import { showPage } from '../page.js'
import type { FormState } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { officeTexts } from '../texts/office-texts.js'
import { type CardProps, Participants, Responsibles } from './project-people.js'
import { projectTexts } from './texts/project-texts.js'

/** The project in the URL. */
export const projectIdIn = (context: RequestContext): string => context.req.param('projectId') ?? ''

const About = ({ service, context, moment, card }: CardProps) => {
  const texts = projectTexts(context.var.locale)
  const customer = `${service.base}/customers/${encodeURIComponent(card.customerId)}${momentSuffix(moment)}`
  return (
    <Facts
      facts={[
        [texts.customer, <a href={customer}>{card.customerName}</a>],
        [texts.state, card.closed ? texts.closed : texts.open],
      ]}
    />
  )
}

const Change = ({ context, card, formState }: CardProps) => {
  const { locale } = context.var
  const texts = projectTexts(locale)
  const field = fieldsOf({ formState, locale }, 'RenameProject')
  return (
    <>
      <CommandForm type="RenameProject" button={texts.rename} hidden={{ expected: formState.tag }}>
        <Field {...field('name', card.name)} label={texts.name} required />
      </CommandForm>
      {card.closed ? (
        <CommandForm type="ReopenProject" button={texts.reopen} />
      ) : (
        <CommandForm type="CloseProject" button={texts.close} />
      )}
    </>
  )
}

const Activities = ({ context, card }: CardProps) => {
  const { locale } = context.var
  const texts = projectTexts(locale)
  const messages = messagesFor(locale)
  return (
    <section>
      <h2>{messages.headings.activities}</h2>
      <DataTable
        id="activities"
        caption={messages.headings.activities}
        columns={[texts.name, texts.kind, texts.state, texts.date, texts.owner]}
        rows={card.activities.map(({ title, kind, status, date, owner, byName }) => [
          title ?? '',
          messages.fields[kind] ?? translate(messages, kind),
          status ?? '',
          date ?? '',
          owner?.name ?? byName,
        ])}
        empty={texts.noActivities}
      />
    </section>
  )
}

const Content = (props: CardProps) => {
  const { service, context, moment, card, formState } = props
  const { locale } = context.var
  const history = new URLSearchParams({ subjects: `project:${card.projectId}` })
  return (
    <>
      <RefusalNote refusal={formState.refusal} locale={locale} />
      <ChangedSince rows={formState.since} moment={moment} locale={locale} />
      <p class="actions">
        <a href={`${service.base}/projects`}>{projectTexts(locale).projects}</a>
        <a href={`${service.base}/audit?${history.toString()}`}>{messagesFor(locale).headings.history}</a>
      </p>
      <form class="filter" method="get">
        <MomentFields moment={moment} locale={locale} />
        <button type="submit">{officeTexts(locale).show}</button>
      </form>
      <PastNote moment={moment} locale={locale} />
      <About {...props} />
      {moment.isNow ? <Change {...props} /> : null}
      <Responsibles {...props} />
      <Participants {...props} />
      <Activities {...props} />
    </>
  )
}

/** Shows a project: its customer, people, history, and forms to change it. */
export const showProject = async (
  service: Service,
  context: RequestContext,
  formState: FormState,
): Promise<Response> => {
  const moment = await momentOf(service, context)
  const { by: viewer, locale } = context.var
  const card = moment.views.projectCard({ projectId: projectIdIn(context), asOf: moment.asOf, viewer, locale })
  if (card === null) return showNothing(service, context)
  return showPage(service, context, {
    title: card.name,
    area: 'reports',
    status: formState.refusal === null ? undefined : 422,
    content: () => <Content service={service} context={context} moment={moment} card={card} formState={formState} />,
  })
}

const fields: { readonly [type: string]: readonly string[] | undefined } = {
  RenameProject: ['name'],
  CloseProject: [],
  ReopenProject: [],
  AddProjectParticipant: ['employeeId', 'personId'],
  RemoveProjectParticipant: ['employeeId', 'personId'],
}

/** The commands of the forms on a project's page. */
export const projectCommands = (form: Form, context: RequestContext): readonly unknown[] => {
  const type = form.text('command') ?? ''
  const taken = Object.hasOwn(fields, type) ? fields[type] : undefined
  if (taken === undefined) return []
  const data = taken.flatMap((name) => {
    const value = form.text(name) ?? (name === 'name' ? '' : undefined)
    return value === undefined ? [] : [[name, value] as const]
  })
  return [{ type, data: { projectId: projectIdIn(context), ...Object.fromEntries(data) } }]
}
