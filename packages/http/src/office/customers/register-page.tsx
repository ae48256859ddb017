import { randomUUID } from 'node:crypto'
import { messagesFor } from '@clientele/projections'
import type { App, RequestContext, Service } from '../../environment.js'
import { type Form, queryOf } from '../actions/form.js'
import { employeeChoices, groupChoices, orNone, valueChoices } from '../forms/choices.js'
import { nullables, numberIn, orNull, required } from '../forms/form-readers.js'
import { Check, type Choice, Field, Select } from '../layout/field.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { type Moment, momentOf } from '../moment/moment.js'
import { showPage } from '../page.js'
import { addFormPage, type FormState } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import { contactFields } from './fields.js'
import { customerTexts } from './texts/customer-texts.js'

const personFields = ['firstName', 'lastName', 'email', 'phone', 'mobile', 'title'] as const
const axes = ['segment', 'status', 'attractionChannel', 'customerKind'] as const

const isPrivate = (context: RequestContext): boolean => queryOf(context).text('kind') === 'privateCustomer'

type Props = {
  readonly service: Service
  readonly context: RequestContext
  readonly moment: Moment
  readonly formState: FormState
}

const Named = ({ context, formState }: Props) => {
  const { locale } = context.var
  const { fields } = messagesFor(locale)
  const names = isPrivate(context) ? personFields : (['name', ...contactFields] as const)
  return (
    <>
      {names.map((name) => (
        <Field
          name={name}
          label={fields[name]}
          value={formState.form.text(name)}
          required={name === 'name' || name === 'lastName'}
          refusal={formState.refusal}
          locale={locale}
        />
      ))}
    </>
  )
}

const Placed = (props: Props) => {
  const { context, formState } = props
  const { locale } = context.var
  const { none } = customerTexts(locale)
  const { fields } = messagesFor(locale)
  const select = (name: string, label: string, choices: readonly Choice[]) => (
    <Select
      name={name}
      label={label}
      value={formState.form.text(name)}
      choices={orNone(none, choices)}
      refusal={formState.refusal}
      locale={locale}
    />
  )
  return (
    <>
      {select('groupId', fields.customerGroup, groupChoices(props))}
      {axes.map((axis) => select(axis, fields[axis], valueChoices(props, axis)))}
      {select('ownerId', fields.owner, employeeChoices(props))}
      {props.moment.register.tables.roles.get('responsibleManager') === undefined
        ? null
        : select('responsibleManager', messagesFor(locale).headings.responsibleManager, employeeChoices(props))}
      <Field
        name="number"
        type="number"
        label={fields.number}
        value={formState.form.text('number')}
        refusal={formState.refusal}
        locale={locale}
      />
      <Check name="private" label={fields.private} isOn={formState.form.text('private') === 'true'} />
    </>
  )
}

const show =
  (service: Service) =>
  async (context: RequestContext, formState: FormState): Promise<Response> => {
    const moment = await momentOf(service, context)
    const { locale } = context.var
    const texts = customerTexts(locale)
    const props = { service, context, moment, formState }
    return showPage(service, context, {
      title: isPrivate(context) ? texts.registerPrivate : texts.registerCompany,
      area: 'customers',
      status: formState.refusal === null ? undefined : 422,
      content: () => (
        <form class="fields" method="post">
          <RefusalNote refusal={formState.refusal} locale={locale} />
          <input type="hidden" name="id" value={formState.form.text('id') ?? randomUUID()} />
          <Named {...props} />
          <Placed {...props} />
          <button class="main" type="submit">
            {texts.register}
          </button>
          <a href={`${service.base}/customers`}>{officeTexts(locale).cancel}</a>
        </form>
      ),
    })
  }

const groupFields = (form: Form): object => ({
  ...nullables('groupId', 'ownerId', 'responsibleManager', ...axes)(form),
  number: numberIn(form, 'number'),
  private: form.text('private') === 'true',
})

// The form contains the new id, so that submitting it twice registers one customer.
const commands = (form: Form, context: RequestContext): readonly unknown[] => {
  const id = required(form, 'id')
  if (isPrivate(context)) {
    const data = { personId: id, customerId: id, ...nullables(...personFields)(form), ...groupFields(form) }
    return [{ type: 'RegisterPrivateCustomer', data }]
  }
  const given = contactFields.filter((name) => form.text(name) !== undefined)
  const contactInfo = Object.fromEntries(given.map((name) => [name, orNull(form, name)]))
  const data = { customerId: id, kind: 'company', name: orNull(form, 'name'), ...groupFields(form), contactInfo }
  return [{ type: 'RegisterCustomer', data }]
}

/** Adds a form that registers a company or a private customer. */
export const addRegisterCustomer = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/customers/new',
    show: show(service),
    commands,
    next: (form) => `${service.base}/customers/${encodeURIComponent(required(form, 'id'))}`,
  })
