import type { App, RequestContext, Service } from '../../environment.js'
import { queryOf } from '../actions/form.js'
import { commandIn } from '../forms/form-readers.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { Tabs } from '../layout/tabs.js'
import { addressOf, showPage } from '../page.js'
import { addFormPage, type FormState } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import { addChangePage } from './change-page.js'
import { settingsReaders } from './commands.js'
import { addDeactivatePage } from './employees/deactivate-page.js'
import { addEmployeePage } from './employees/employee-page.js'
import { EmployeesPart } from './employees/employees.js'
import { isAdministrator, type Part } from './part.js'
import { CataloguesPart } from './parts/catalogues.js'
import { RolesPart } from './parts/roles.js'
import { SeriesPart } from './parts/series.js'
import { SettingsPart } from './parts/settings.js'
import { settingsTexts } from './texts/settings-texts.js'

const names = ['settings', 'roles', 'employees', 'catalogues', 'series'] as const

type Name = (typeof names)[number]

const parts: { readonly [K in Name]: Part } = {
  settings: SettingsPart,
  roles: RolesPart,
  employees: EmployeesPart,
  catalogues: CataloguesPart,
  series: SeriesPart,
}

const show =
  (service: Service) =>
  (context: RequestContext, formState: FormState): Promise<Response> => {
    const { locale } = context.var
    const texts = settingsTexts(locale)
    const shown = names.find((name) => name === queryOf(context).text('show')) ?? 'settings'
    const Shown = parts[shown]
    const tabs = names.map((name) => ({
      href: `${service.base}/settings?show=${name}`,
      label: name === 'settings' ? texts.policies : texts[name],
      isShown: name === shown,
    }))
    return showPage(service, context, {
      title: officeTexts(locale).settings,
      area: 'settings',
      status: formState.refusal === null ? undefined : 422,
      content: () => (
        <>
          <Tabs label={texts.partsOfSettings} tabs={tabs} />
          <RefusalNote refusal={formState.refusal} locale={locale} />
          <Shown
            service={service}
            context={context}
            formState={formState}
            isAdmin={isAdministrator(service, context)}
          />
        </>
      ),
    })
  }

/** Adds the settings: policies, roles, employees, catalogues and number series. */
export const addSettings = (app: App, service: Service): void => {
  addFormPage(app, service, {
    path: '/settings',
    show: show(service),
    commands: (form) => commandIn(form, settingsReaders, {}),
    next: (_form, context) => addressOf(context),
  })
  addChangePage(app, service)
  addEmployeePage(app, service)
  addDeactivatePage(app, service)
}
