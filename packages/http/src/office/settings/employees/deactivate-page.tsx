import type { App, Asked, Service } from '../../../environment.js'
import { fill } from '../../../texts/translated.js'
import { type Form, queryOf } from '../../acting/form.js'
import { employeeChoices, orNone } from '../../forms/choices.js'
import { Field, Select } from '../../layout/field.js'
import { Refused } from '../../layout/refused.js'
import { momentOf } from '../../moment/moment.js'
import { showPage } from '../../page.js'
import { addFormPage, type Filled } from '../../pages.js'
import { showNothing } from '../../problem-page.js'
import { officeTexts } from '../../texts/office-texts.js'
import { foresee, WouldHappen } from '../foreseen.js'
import { isAdministrator } from '../part.js'
import { settingsTexts } from '../texts/settings-texts.js'
import { employeeIdIn } from './employee-page.js'
import { employeeAddress } from './employees.js'

const command = (form: Form, asked: Asked) => ({
  type: 'DeactivateEmployee',
  data: {
    employeeId: employeeIdIn(asked),
    ...(form.text('effective') === undefined ? {} : { effective: form.text('effective') }),
    ...(form.text('successorId') === undefined ? {} : { successorId: form.text('successorId') }),
  },
})

const Confirm = ({ service, asked }: { readonly service: Service; readonly asked: Asked }) => {
  const { locale } = asked.var
  const query = queryOf(asked)
  return (
    <form class="actions" method="post">
      <input type="hidden" name="effective" value={query.text('effective') ?? ''} />
      <input type="hidden" name="successorId" value={query.text('successorId') ?? ''} />
      <button class="main" type="submit">
        {settingsTexts(locale).deactivateNow}
      </button>
      <a href={employeeAddress(service.base, employeeIdIn(asked))}>{officeTexts(locale).cancel}</a>
    </form>
  )
}

const show =
  (service: Service) =>
  async (asked: Asked, filled: Filled): Promise<Response> => {
    const employee = service.crm.register.tables.employees.get(employeeIdIn(asked))
    if (employee === undefined || !isAdministrator(service, asked)) return showNothing(service, asked)
    const { locale } = asked.var
    const texts = settingsTexts(locale)
    const query = queryOf(asked)
    const moment = await momentOf(service, asked)
    const foreseen = query.text('effective') === undefined ? null : await foresee(service, asked, command(query, asked))
    const others = employeeChoices({ asked, moment }).filter(({ value }) => value !== employee.employeeId)
    const field = (name: string) => ({ name, value: query.text(name), refusal: filled.refusal, locale })
    return showPage(service, asked, {
      title: fill(texts.deactivateTitle, { name: employee.name }),
      area: 'settings',
      status: filled.refusal === null ? undefined : 422,
      content: () => (
        <>
          <Refused refusal={filled.refusal} locale={locale} />
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
          {foreseen === null ? null : (
            <>
              <h2>{texts.whatItMeans}</h2>
              <WouldHappen foreseen={foreseen} locale={locale} />
              {foreseen.refusal === null ? <Confirm service={service} asked={asked} /> : null}
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
    commands: (form, asked) => [command(form, asked)],
    next: (_form, asked) => employeeAddress(service.base, employeeIdIn(asked)),
  })
