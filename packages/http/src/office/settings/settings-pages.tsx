import type { App, Asked, Service } from '../../environment.js'
import { queryOf } from '../acting/form.js'
import { commandIn } from '../forms/reads.js'
import { Refused } from '../layout/refused.js'
import { Tabs } from '../layout/tabs.js'
import { addressOf, showPage } from '../page.js'
import { addFormPage, type Filled } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import { addChangePage } from './change-page.js'
import { settingsReads } from './commands.js'
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
  (asked: Asked, filled: Filled): Promise<Response> => {
    const { locale } = asked.var
    const texts = settingsTexts(locale)
    const shown = names.find((name) => name === queryOf(asked).text('show')) ?? 'settings'
    const Shown = parts[shown]
    const tabs = names.map((name) => ({
      href: `${service.base}/settings?show=${name}`,
      label: name === 'settings' ? texts.policies : texts[name],
      isShown: name === shown,
    }))
    return showPage(service, asked, {
      title: officeTexts(locale).settings,
      area: 'settings',
      status: filled.refusal === null ? undefined : 422,
      content: () => (
        <>
          <Tabs label={texts.partsOfSettings} tabs={tabs} />
          <Refused refusal={filled.refusal} locale={locale} />
          <Shown service={service} asked={asked} filled={filled} isAdmin={isAdministrator(service, asked)} />
        </>
      ),
    })
  }

/** Adds the settings: policies, roles, employees, catalogues and number series. */
export const addSettings = (app: App, service: Service): void => {
  addFormPage(app, service, {
    path: '/settings',
    show: show(service),
    commands: (form) => commandIn(form, settingsReads, {}),
    next: (_form, asked) => addressOf(asked),
  })
  addChangePage(app, service)
  addEmployeePage(app, service)
  addDeactivatePage(app, service)
}
