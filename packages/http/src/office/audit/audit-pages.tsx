import type { App, RequestContext, Service } from '../../environment.js'
import { queryOf } from '../actions/form.js'
import { Tabs } from '../layout/tabs.js'
import { momentOf } from '../moment/moment.js'
import { showPage } from '../page.js'
import { addPage } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import type { Part } from './part.js'
import { ChangesPart } from './parts/changes.js'
import { DifferencePart } from './parts/difference.js'
import { DurationsPart } from './parts/durations.js'
import { FieldPart } from './parts/field.js'
import { PermissionPart } from './parts/permission.js'
import { ResponsibilityPart } from './parts/responsibility.js'
import { auditTexts } from './texts/audit-texts.js'

type Name = 'changes' | 'field' | 'difference' | 'durations' | 'responsibility' | 'permission'

const parts: { readonly [K in Name]: Part } = {
  changes: ChangesPart,
  field: FieldPart,
  difference: DifferencePart,
  durations: DurationsPart,
  responsibility: ResponsibilityPart,
  permission: PermissionPart,
}

const names: readonly Name[] = ['changes', 'field', 'difference', 'durations', 'responsibility', 'permission']

const partIn = (context: RequestContext): Name =>
  names.find((name) => name === queryOf(context).text('show')) ?? 'changes'

const headings = {
  changes: 'showChanges',
  field: 'showField',
  difference: 'showDifference',
  durations: 'showDurations',
  responsibility: 'showResponsibility',
  permission: 'showPermission',
} as const satisfies { readonly [K in Name]: string }

/** Adds the audit page: changes, values of a field, differences, durations and explanations. */
export const addAuditPages = (app: App, service: Service): void =>
  addPage(app, service, '/audit', async (context) => {
    const { locale } = context.var
    await service.crm.prepareAudit()
    const moment = await momentOf(service, context)
    const shown = partIn(context)
    const Shown = parts[shown]
    const texts = auditTexts(locale)
    const tabs = names.map((name) => ({
      href: `${service.base}/audit?show=${name}`,
      label: texts[headings[name]],
      isShown: name === shown,
    }))
    return showPage(service, context, {
      title: officeTexts(locale).audit,
      area: 'audit',
      content: () => (
        <>
          <Tabs label={texts.questions} tabs={tabs} />
          <Shown service={service} context={context} moment={moment} />
        </>
      ),
    })
  })
