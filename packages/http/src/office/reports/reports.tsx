import type { App, RequestContext, Service } from '../../environment.js'
import { type Form, queryOf } from '../actions/form.js'
import { Tabs } from '../layout/tabs.js'
import { momentOf } from '../moment/moment.js'
import { PastNote } from '../moment/moment-fields.js'
import { addressOf, showPage } from '../page.js'
import { addFormPage, type FormState } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import type { Part } from './part.js'
import { customersPart } from './parts/customers.js'
import { audiencePart, groupsPart, startDatesPart, tasksPart, trackingPart } from './parts/others.js'
import { savedPart } from './parts/saved.js'
import { saveCommand } from './saved-query.js'
import { reportTexts } from './texts/report-texts.js'

const names = ['customers', 'saved', 'groups', 'tracking', 'startDates', 'audience', 'tasks'] as const

type Name = (typeof names)[number]

const parts: { readonly [K in Name]: Part } = {
  customers: customersPart,
  saved: savedPart,
  groups: groupsPart,
  tracking: trackingPart,
  startDates: startDatesPart,
  audience: audiencePart,
  tasks: tasksPart,
}

const titles = {
  customers: 'customers',
  saved: 'saved',
  groups: 'groupReport',
  tracking: 'tracking',
  startDates: 'startDates',
  audience: 'audience',
  tasks: 'tasks',
} as const satisfies { readonly [K in Name]: string }

const show =
  (service: Service) =>
  async (context: RequestContext, formState: FormState): Promise<Response> => {
    const { locale } = context.var
    const texts = reportTexts(locale)
    const moment = await momentOf(service, context)
    const shown = names.find((name) => name === queryOf(context).text('show')) ?? 'customers'
    const content = await parts[shown]({ service, context, moment, formState })
    const tabs = names.map((name) => ({
      href: `${service.base}/reports?show=${name}`,
      label: texts[titles[name]],
      isShown: name === shown,
    }))
    return showPage(service, context, {
      title: officeTexts(locale).reports,
      area: 'reports',
      status: formState.refusal === null ? undefined : 422,
      content: () => (
        <>
          <Tabs
            label={texts.kinds}
            tabs={[...tabs, { href: `${service.base}/projects`, label: texts.projects, isShown: false }]}
          />
          <PastNote moment={moment} locale={locale} />
          {content}
        </>
      ),
    })
  }

const commandsOf = (form: Form): readonly unknown[] => {
  const data = { reportId: form.text('reportId') }
  switch (form.text('do')) {
    case 'share':
      return [{ type: 'ShareReportWithOffice', data }]
    case 'delete':
      return [{ type: 'DeleteReport', data }]
    default:
      return [saveCommand(form)]
  }
}

/** Adds the reports, including saved ones. */
export const addReports = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/reports',
    show: show(service),
    commands: commandsOf,
    next: (form, context) => (form.text('do') === 'save' ? `${service.base}/reports?show=saved` : addressOf(context)),
  })
