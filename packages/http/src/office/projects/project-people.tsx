import type { ProjectCard } from '@clientele/projections'
import type { RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { queryOf } from '../actions/form.js'
import { employeeChoices } from '../forms/choices.js'
import { CommandForm } from '../forms/command-form.js'
import { DataTable } from '../layout/data-table.js'
import { Field, Select } from '../layout/field.js'
import { type Moment, momentSuffix } from '../moment/moment.js'
import { nameOf } from '../names.js'
import type { FormState } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import { projectTexts } from './texts/project-texts.js'

/** The props of the parts of a project's page. */
export type CardProps = {
  readonly service: Service
  readonly context: RequestContext
  readonly moment: Moment
  readonly card: ProjectCard
  readonly formState: FormState
}

/** The past, present and future employees responsible for a project. */
export const Responsibles = ({ context, card }: CardProps) => {
  const texts = projectTexts(context.var.locale)
  return (
    <section>
      <h2>{texts.responsibles}</h2>
      <DataTable
        id="responsibles"
        caption={texts.responsibles}
        columns={[texts.name, texts.role, texts.firstDay, texts.lastDay]}
        rows={card.responsibles.map(({ name, role, from, lastDay }) => [name, role ?? '', from ?? '', lastDay ?? ''])}
        empty={texts.nobody}
      />
    </section>
  )
}

const participantField = (kind: 'employee' | 'contact'): string => (kind === 'employee' ? 'employeeId' : 'personId')

const maxHits = 20

const FoundContacts = ({ service, context, card }: CardProps) => {
  const { by: viewer, locale } = context.var
  const texts = projectTexts(locale)
  const text = queryOf(context).text('contact')
  if (text === undefined) return null
  const there = new Set(card.participants.map(({ id }) => id))
  const found = service.crm.views
    .contactSearch({ viewer, locale, text, limit: maxHits })
    .filter(({ personId }) => !there.has(personId))
    .map(({ personId }) => ({ id: personId, name: nameOf(service.crm.register, 'person', personId) }))
  if (found.length === 0) return <p>{officeTexts(locale).nothing}</p>
  return (
    <ul class="plain">
      {found.map(({ id, name }) => (
        <li class="actions">
          <span>{name}</span>
          <CommandForm
            type="AddProjectParticipant"
            scope={`add-${id}`}
            hidden={{ personId: id }}
            button={texts.add}
            label={fill(texts.addOf, { name })}
          />
        </li>
      ))}
    </ul>
  )
}

const AddForms = (props: CardProps) => {
  const { context, moment } = props
  const { locale } = context.var
  const texts = projectTexts(locale)
  return (
    <>
      <CommandForm type="AddProjectParticipant" button={texts.add}>
        <Select
          name="employeeId"
          label={texts.employee}
          choices={employeeChoices({ context, moment })}
          refusal={null}
          locale={locale}
        />
      </CommandForm>
      <form class="filter" method="get">
        <Field
          name="contact"
          label={texts.contactContains}
          value={queryOf(context).text('contact')}
          refusal={null}
          locale={locale}
        />
        <button type="submit">{officeTexts(locale).searchButton}</button>
      </form>
      <FoundContacts {...props} />
    </>
  )
}

/** The participants of a project, with forms to add and remove them. */
export const Participants = (props: CardProps) => {
  const { service, context, moment, card } = props
  const texts = projectTexts(context.var.locale)
  const name = ({ kind, id, name: text }: ProjectCard['participants'][number]) =>
    kind === 'contact' ? (
      <a href={`${service.base}/contacts/${encodeURIComponent(id)}${momentSuffix(moment)}`}>{text}</a>
    ) : (
      text
    )
  return (
    <section>
      <h2>{texts.participants}</h2>
      <DataTable
        id="participants"
        caption={texts.participants}
        columns={[texts.name, texts.kind, ...(moment.isNow ? [texts.remove] : [])]}
        rows={card.participants.map((one) => [
          name(one),
          one.kind === 'employee' ? texts.employee : texts.contact,
          ...(moment.isNow
            ? [
                <CommandForm
                  type="RemoveProjectParticipant"
                  scope={`remove-${one.id}`}
                  hidden={{ [participantField(one.kind)]: one.id }}
                  button={texts.remove}
                  label={fill(texts.removeOf, { name: one.name })}
                />,
              ]
            : []),
        ])}
        empty={texts.nobody}
      />
      {moment.isNow && !card.closed ? <AddForms {...props} /> : null}
    </section>
  )
}
