import type { AssignmentRow } from '@clientele/projections'
import type { Child } from 'hono/jsx'
import type { App, RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { returnAddress } from '../actions/execute-all.js'
import { queryOf } from '../actions/form.js'
import { type Choice, Field, Select } from '../layout/field.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { lastDayOf } from '../moment/last-day.js'
import { showPage } from '../page.js'
import { addFormPage, type FormState } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { officeTexts } from '../texts/office-texts.js'
import { employeeChoices } from './list-filters.js'
import { responsibilityCommands } from './responsibility-commands.js'
import { type Subject, subjectIn, subjectName, visibleSubjects } from './subject.js'
import { inChargeTexts } from './texts/in-charge-texts.js'

type Found = { readonly subject: Subject; readonly assignment: AssignmentRow }

type Props = Found & {
  readonly service: Service
  readonly context: RequestContext
  readonly formState: FormState
  readonly back: string
}

/** The responsibility in the URL; `null` if the actor may not see it. */
const responsibilityIn = (service: Service, context: RequestContext): Found | null => {
  const subject = subjectIn(context.req.param('subject') ?? '')
  if (!visibleSubjects(service, context)(subject)) return null
  const assignments = service.crm.register.tables.assignments.rowsWhere('subject', `${subject.kind}-${subject.id}`)
  const wanted = context.req.param('assignmentId')
  const assignment = [...assignments].find(({ assignmentId }) => assignmentId === wanted)
  return assignment === undefined ? null : { subject, assignment }
}

const roleName = ({ service }: Props, roleId: string): string =>
  service.crm.register.tables.roles.get(roleId)?.name ?? roleId

type FormProps = Props & {
  readonly title: string
  readonly what: string
  readonly button: string
  readonly children: Child
}

const ActForm = ({ title, what, button, children, back }: FormProps) => (
  <section aria-labelledby={`title-${what}`}>
    <h2 id={`title-${what}`}>{title}</h2>
    <form class="fields" method="post">
      <input type="hidden" name="back" value={back} />
      {children}
      <button type="submit" name="do" value={what}>
        {button}
      </button>
    </form>
  </section>
)

const fieldOf =
  ({ context, formState }: Props, what: string) =>
  (name: string, stored?: string) => {
    const wasSent = formState.form.text('do') === what
    return {
      name,
      scope: what,
      value: wasSent ? formState.form.text(name) : stored,
      refusal: wasSent ? formState.refusal : null,
      locale: context.var.locale,
    }
  }

const DaysForm = (props: Props) => {
  const texts = inChargeTexts(props.context.var.locale)
  const field = fieldOf(props, 'days')
  const { from, until } = props.assignment
  return (
    <ActForm {...props} title={texts.days} what="days" button={texts.changeDays}>
      <Field {...field('from', from ?? '')} type="date" label={texts.firstDay} />
      <Field {...field('until', lastDayOf(until))} type="date" label={texts.lastDay} />
    </ActForm>
  )
}

const EndForm = (props: Props) => {
  const texts = inChargeTexts(props.context.var.locale)
  return (
    <ActForm {...props} title={texts.endTitle} what="end" button={texts.end}>
      <Field {...fieldOf(props, 'end')('lastDay', props.service.crm.today())} type="date" label={texts.lastDay} />
    </ActForm>
  )
}

const roleChoices = ({ service, subject, assignment }: Props): readonly Choice[] =>
  [...service.crm.register.tables.roles.rows()]
    .filter(({ retired, kind, roleId }) => !retired && kind === subject.kind && roleId !== assignment.roleId)
    .map(({ roleId, name }) => ({ value: roleId, label: name }))

const RoleForms = (props: Props) => {
  const { context, service, assignment } = props
  const texts = inChargeTexts(context.var.locale)
  const choices = roleChoices(props)
  const { roleId } = assignment
  if (!service.crm.register.settings.policies.rolesEnabled) return null
  return (
    <>
      {choices.length === 0 ? null : (
        <ActForm {...props} title={texts.roles} what="giveRole" button={texts.giveRole}>
          <Select {...fieldOf(props, 'giveRole')('roleId')} label={texts.role} choices={choices} />
        </ActForm>
      )}
      {roleId === null ? null : (
        <>
          <form class="fields" method="post">
            <input type="hidden" name="back" value={props.back} />
            <button type="submit" name="do" value="takeRole">
              {fill(texts.takeRole, { role: roleName(props, roleId) })}
            </button>
          </form>
          <ReassignForm {...props} role={roleName(props, roleId)} />
        </>
      )}
    </>
  )
}

const ReassignForm = (props: Props & { readonly role: string }) => {
  const { service, context, assignment, role } = props
  const texts = inChargeTexts(context.var.locale)
  const field = fieldOf(props, 'reassign')
  const others = employeeChoices(service.crm, service.crm.today())
  return (
    <ActForm {...props} title={texts.reassignTitle} what="reassign" button={fill(texts.reassign, { role })}>
      <Select
        {...field('toEmployeeId')}
        label={texts.to}
        choices={others.filter(({ value }) => value !== assignment.employeeId)}
      />
      <Field {...field('roleFrom')} type="date" label={texts.effective} />
    </ActForm>
  )
}

const show =
  (service: Service) =>
  async (context: RequestContext, formState: FormState): Promise<Response> => {
    const found = responsibilityIn(service, context)
    if (found === null) return showNothing(service, context)
    const { locale } = context.var
    const { employeeId } = found.assignment
    const person = service.crm.register.tables.employees.get(employeeId)?.name ?? employeeId
    const back = returnAddress(queryOf(context).text('back'), `${service.base}/persons-in-charge`)
    const props = { service, context, formState, back, ...found }
    return showPage(service, context, {
      title: fill(inChargeTexts(locale).title, { person, subject: subjectName(service, context, found.subject) }),
      area: 'personsInCharge',
      status: formState.refusal === null ? undefined : 422,
      content: () => (
        <>
          <RefusalNote refusal={formState.refusal} locale={locale} />
          <DaysForm {...props} />
          <EndForm {...props} />
          <RoleForms {...props} />
          <p>
            <a href={back}>{officeTexts(locale).cancel}</a>
          </p>
        </>
      ),
    })
  }

/** Adds a page for a responsibility: its dates, its end and its role. */
export const addResponsibility = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/persons-in-charge/:subject/:assignmentId',
    show: show(service),
    commands: (form, context) => {
      const found = responsibilityIn(service, context)
      return found === null ? [] : responsibilityCommands(form, found.subject, found.assignment)
    },
    next: () => `${service.base}/persons-in-charge`,
  })
