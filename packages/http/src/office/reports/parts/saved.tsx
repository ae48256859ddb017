import type { SavedReport } from '@clientele/projections'
import { fill } from '../../../texts/translated.js'
import { DataTable } from '../../layout/data-table.js'
import { RefusalNote } from '../../layout/refusal-note.js'
import type { PartProps } from '../part.js'
import { queryOfSaved } from '../saved-query.js'
import { reportTexts } from '../texts/report-texts.js'

const Actions = ({ service, context, report }: PartProps & { readonly report: SavedReport }) => {
  const texts = reportTexts(context.var.locale)
  const { reportId, name } = report
  const isOwner = report.ownerId === context.var.by
  const isAdmin = service.crm.register.tables.employees.get(context.var.by)?.admin === true
  if (!isOwner && !isAdmin) return null
  return (
    <form class="actions" method="post" action={`${service.base}/reports?show=saved`}>
      <input type="hidden" name="reportId" value={reportId} />
      {isOwner && report.scope === 'own' ? (
        <button type="submit" name="do" value="share" aria-label={fill(texts.shareOf, { name })}>
          {texts.share}
        </button>
      ) : null}
      <button type="submit" name="do" value="delete" aria-label={fill(texts.deleteOf, { name })}>
        {texts.delete}
      </button>
    </form>
  )
}

/** The saved reports, with forms that run, share and delete them. */
export const savedPart = async (props: PartProps) => {
  const { service, context, formState } = props
  const { by: viewer, locale } = context.var
  const texts = reportTexts(locale)
  const reports = service.crm.views.savedReports({ viewer, locale })
  return (
    <>
      <RefusalNote refusal={formState.refusal} locale={locale} />
      <DataTable
        id="saved"
        caption={texts.saved}
        columns={[texts.name, texts.owner, texts.scope, texts.groups, texts.actions]}
        rows={reports.map((report) => [
          <a href={`${service.base}/reports?${queryOfSaved(report).toString()}`}>{report.name}</a>,
          report.ownerName,
          report.scope === 'own' ? texts.own : texts.office,
          report.groups.map(({ name }) => name).join(', '),
          <Actions {...props} report={report} />,
        ])}
        empty={texts.noneSaved}
      />
    </>
  )
}
