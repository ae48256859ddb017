import type { GroupRow, GroupTreeRow } from '@clientele/projections'
import type { RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import type { Form } from '../actions/form.js'
import { withoutGroup } from '../forms/group-filter.js'
import { ChangedSince } from '../history/changed-since.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { moveCommands, moveTarget } from '../members/move-chosen.js'
import { type Moment, momentOf, momentSuffix } from '../moment/moment.js'
import { PastNote } from '../moment/moment-fields.js'
import { addressOf, showPage } from '../page.js'
import type { FormState } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { officeTexts } from '../texts/office-texts.js'
import { GroupForm, saveCommand } from './group-form.js'
import { GroupMembers } from './group-members.js'
import { groupAddress, groupRows, isTree } from './group-tree.js'
import { groupTexts } from './texts/group-texts.js'

/** The group in the URL; `null` is "No group". */
export const groupIdIn = (context: RequestContext): string | null => {
  const id = context.req.param('groupId') ?? ''
  return id === withoutGroup ? null : id
}

type Props = {
  readonly service: Service
  readonly context: RequestContext
  readonly moment: Moment
  /** The whole tree, and the row of this group in it. */
  readonly rows: readonly GroupTreeRow[]
  readonly row: GroupTreeRow
  readonly formState: FormState
}

const Place = ({ service, context, moment, rows, row }: Props) => {
  const { locale } = context.var
  const texts = groupTexts(locale)
  const parent = rows.find(({ groupId }) => groupId === row.parentId)
  return (
    <p class="quiet">
      <a href={`${service.base}/groups${momentSuffix(moment)}`}>{officeTexts(locale).groups}</a>
      {row.parentId === null || parent === undefined ? null : (
        <>
          {' › '}
          <a href={`${groupAddress(service.base, parent.groupId)}${momentSuffix(moment)}`}>{parent.name}</a>
        </>
      )}
      {' · '}
      {fill(texts.ownAndTotal, { own: row.ownCount, total: row.totalCount })}
      {row.archived ? ` · ${texts.archived}` : ''}
    </p>
  )
}

const Actions = ({ service, context, group }: Pick<Props, 'service' | 'context'> & { readonly group: GroupRow }) => {
  const texts = groupTexts(context.var.locale)
  return (
    <form class="actions" method="post">
      <input type="hidden" name="back" value={addressOf(context)} />
      {group.archived ? (
        <button type="submit" name="do" value="restore">
          {texts.restore}
        </button>
      ) : (
        <button type="submit" name="do" value="archive">
          {texts.archive}
        </button>
      )}
      <a href={`${groupAddress(service.base, group.groupId)}/delete`}>{texts.delete}</a>
    </form>
  )
}

const Content = (props: Props) => {
  const { service, context, moment, row, formState } = props
  const { locale } = context.var
  const group = row.groupId === null ? undefined : service.crm.register.tables.groups.get(row.groupId)
  return (
    <>
      <RefusalNote refusal={formState.refusal} locale={locale} />
      <ChangedSince rows={formState.since} moment={moment} locale={locale} />
      <Place {...props} />
      <PastNote moment={moment} locale={locale} />
      {moment.isNow && group !== undefined ? (
        <>
          <GroupForm {...props} group={group} />
          <Actions service={service} context={context} group={group} />
        </>
      ) : null}
      <GroupMembers {...props} />
    </>
  )
}

/** Shows a group: its details with a form, and its customers. */
export const showGroup = async (service: Service, context: RequestContext, formState: FormState): Promise<Response> => {
  const moment = await momentOf(service, context)
  const wanted = groupIdIn(context)
  const rows = groupRows(context, moment)
  const row = rows.find(({ groupId }) => groupId === wanted)
  if (row === undefined) return showNothing(service, context)
  return showPage(service, context, {
    title: row.name,
    area: 'groups',
    status: formState.refusal === null ? undefined : 422,
    content: () => (
      <Content service={service} context={context} moment={moment} rows={rows} row={row} formState={formState} />
    ),
  })
}

/** The commands of the forms on a group's page. */
export const groupCommands = (service: Service, form: Form, context: RequestContext): readonly unknown[] => {
  const groupId = groupIdIn(context)
  if (form.text('do') === 'moveMembers') return moveCommands(service, form, { from: groupId, to: moveTarget(form) })
  if (groupId === null) return []
  switch (form.text('do')) {
    case 'archive':
      return [{ type: 'ArchiveCustomerGroup', data: { groupId } }]
    case 'restore':
      return [{ type: 'RestoreCustomerGroup', data: { groupId } }]
    case 'addMembers':
      return moveCommands(service, form, { from: null, to: groupId })
    default:
      return [saveCommand(form, groupId, isTree(service))]
  }
}
