import type { App, RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { returnAddress } from '../actions/execute-all.js'
import { type Form, queryOf } from '../actions/form.js'
import { dayAfter, nullables } from '../forms/form-readers.js'
import { type Choice, Field, Select } from '../layout/field.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { showPage } from '../page.js'
import { addFormPage, type FormState } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import { matrixTexts } from './texts/matrix-texts.js'

type Subject = { readonly kind: 'customer' | 'project'; readonly id: string }

const subjectIn = (text: string | undefined): Subject => {
  const [kind = '', ...rest] = (text ?? '').split(':')
  return { kind: kind === 'project' ? 'project' : 'customer', id: rest.join(':') }
}

const nameOf = ({ crm }: Service, { kind, id }: Subject): string => {
  const { customers, projects } = crm.register.tables
  return (kind === 'project' ? projects.get(id)?.name : customers.get(id)?.name) ?? id
}

const roleChoices = ({ crm }: Service, context: RequestContext, { kind }: Subject): readonly Choice[] => [
  { value: '', label: matrixTexts(context.var.locale).noRole },
  ...[...crm.register.tables.roles.rows()]
    .filter((role) => !role.retired && role.kind === kind)
    .map(({ roleId, name }) => ({ value: roleId, label: name })),
]

const show =
  (service: Service) =>
  (context: RequestContext, { form, refusal }: FormState): Promise<Response> => {
    const { locale } = context.var
    const texts = matrixTexts(locale)
    const query = queryOf(context)
    const subject = subjectIn(query.text('subject'))
    const employeeId = query.text('employeeId') ?? ''
    const employee = service.crm.register.tables.employees.get(employeeId)?.name ?? employeeId
    const back = returnAddress(query.text('back'), `${service.base}/`)
    const firstDay = refusal === null ? service.crm.today() : form.text('from')
    const field = (name: string) => ({ name, value: form.text(name), refusal, locale })
    return showPage(service, context, {
      title: fill(texts.assignTitle, { employee, subject: nameOf(service, subject) }),
      area: 'responsibilities',
      status: refusal === null ? undefined : 422,
      content: () => (
        <form class="fields" method="post">
          <RefusalNote refusal={refusal} locale={locale} />
          <input type="hidden" name="back" value={back} />
          <Select {...field('roleId')} isFirst label={texts.role} choices={roleChoices(service, context, subject)} />
          <Field {...field('from')} value={firstDay} type="date" label={texts.firstDay} />
          <Field {...field('until')} type="date" label={texts.lastDay} />
          <button class="main" type="submit">
            {texts.assign}
          </button>
          <a href={back}>{officeTexts(locale).cancel}</a>
        </form>
      ),
    })
  }

const commands = (form: Form, context: RequestContext): readonly unknown[] => {
  const query = queryOf(context)
  const { kind, id } = subjectIn(query.text('subject'))
  return [
    {
      type: 'AssignResponsible',
      data: {
        [kind === 'project' ? 'projectId' : 'customerId']: id,
        employeeId: query.text('employeeId') ?? '',
        ...nullables('roleId', 'from')(form),
        until: dayAfter(form, 'until'),
      },
    },
  ]
}

/** Adds a form that assigns an employee with a role, from a day until another. */
export const addAssignPage = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/responsibilities/assign',
    show: show(service),
    commands,
    next: () => `${service.base}/`,
  })
