import type { App, RequestContext, Service } from '../../../environment.js'
import { fill } from '../../../texts/translated.js'
import { type Form, queryOf } from '../../actions/form.js'
import { employeeChoices, orNone } from '../../forms/choices.js'
import { Field, Select } from '../../layout/field.js'
import { RefusalNote } from '../../layout/refusal-note.js'
import { momentOf } from '../../moment/moment.js'
import { showPage } from '../../page.js'
import { addFormPage, type FormState } from '../../pages.js'
import { showNothing } from '../../problem-page.js'
import { officeTexts } from '../../texts/office-texts.js'
import { PreviewList, previewCommand } from '../command-preview.js'
import { isAdministrator } from '../part.js'
import { settingsTexts } from '../texts/settings-texts.js'
import { employeeIdIn } from './employee-page.js'
import { employeeAddress } from './employees.js'

const command = (form: Form, context: RequestContext) => ({
  type: 'DeactivateEmployee',
  data: {
    employeeId: employeeIdIn(context),
    ...(form.text('effective') === undefined ? {} : { effective: form.text('effective') }),
    ...(form.text('successorId') === undefined ? {} : { successorId: form.text('successorId') }),
  },
})

const Confirm = ({ service, context }: { readonly service: Service; readonly context: RequestContext }) => {
  const { locale } = context.var
  const query = queryOf(context)
  return (
    <form class="actions" method="post">
      <input type="hidden" name="effective" value={query.text('effective') ?? ''} />
      <input type="hidden" name="successorId" value={query.text('successorId') ?? ''} />
      <button class="main" type="submit">
        {settingsTexts(locale).deactivateNow}
      </button>
      <a href={employeeAddress(service.base, employeeIdIn(context))}>{officeTexts(locale).cancel}</a>
    </form>
  )
}

const show =
  (service: Service) =>
  async (context: RequestContext, formState: FormState): Promise<Response> => {
    const employee = service.crm.register.tables.employees.get(employeeIdIn(context))
    if (employee === undefined || !isAdministrator(service, context)) return showNothing(service, context)
    const { locale } = context.var
    const texts = settingsTexts(locale)
    const query = queryOf(context)
    const moment = await momentOf(service, context)
    const preview =
      query.text('effective') === undefined ? null : await previewCommand(service, context, command(query, context))
    const others = employeeChoices({ context, moment }).filter(({ value }) => value !== employee.employeeId)
    const field = (name: string) => ({ name, value: query.text(name), refusal: formState.refusal, locale })
    return showPage(service, context, {
      title: fill(texts.deactivateTitle, { name: employee.name }),
      area: 'settings',
      status: formState.refusal === null ? undefined : 422,
      content: () => (
        <>
          <RefusalNote refusal={formState.refusal} locale={locale} />
          <form class="fields" method="get">
            <Field
              {...field('effective')}
              value={query.text('effective') ?? moment.asOf}
              type="date"
              label={texts.leavesOn}
            />
            <Select {...field('successorId')} label={texts.successor} choices={orNone('–', others)} />
            <button type="submit">{texts.preview}</button>
          </form>
          {preview === null ? null : (
            <>
              <h2>{texts.whatItMeans}</h2>
              <PreviewList preview={preview} locale={locale} />
              {preview.refusal === null ? <Confirm service={service} context={context} /> : null}
            </>
          )}
        </>
      ),
    })
  }

/** Adds a page that previews the deactivation of an employee, with a successor, and executes it. */
export const addDeactivatePage = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/settings/employees/:employeeId/deactivate',
    show: show(service),
    commands: (form, context) => [command(form, context)],
    next: (_form, context) => employeeAddress(service.base, employeeIdIn(context)),
  })
