import { type GroupTreeRow, messagesFor } from '@clientele/projections'
import type { RequestContext, Service } from '../../environment.js'
import { queryOf } from '../actions/form.js'
import { withoutGroup } from '../forms/group-filter.js'
import { Downloads } from '../layout/downloads.js'
import { Check } from '../layout/field.js'
import { offsetIn, Pager } from '../layout/pager.js'
import { FindCustomers } from '../members/find-customers.js'
import { MembersForm } from '../members/members-form.js'
import { MoveSelected } from '../members/move-chosen.js'
import { memberTexts } from '../members/texts/member-texts.js'
import { type Moment, momentQuery } from '../moment/moment.js'
import { MomentFields } from '../moment/moment-fields.js'
import { addressOf } from '../page.js'
import type { FormState } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import { choicesOf, groupAddress } from './group-tree.js'
import { groupTexts } from './texts/group-texts.js'

type Props = {
  readonly service: Service
  readonly context: RequestContext
  readonly moment: Moment
  /** The whole tree, and the row of this group in it. */
  readonly rows: readonly GroupTreeRow[]
  readonly row: GroupTreeRow
  readonly formState: FormState
}

const pageSize = 50

const withSubgroups = (context: RequestContext): boolean => queryOf(context).text('includeSubgroups') === 'true'

const Filters = ({ service, context, moment, row }: Props) => {
  const { locale } = context.var
  return (
    <form class="filter" method="get" action={groupAddress(service.base, row.groupId)}>
      {row.groupId === null ? null : (
        <Check name="includeSubgroups" label={groupTexts(locale).includeSubgroups} isOn={withSubgroups(context)} />
      )}
      <MomentFields moment={moment} locale={locale} />
      <button type="submit">{officeTexts(locale).show}</button>
    </form>
  )
}

const MoveFields = ({ context, rows, row, formState }: Props) => {
  const { locale } = context.var
  const others = choicesOf(rows).filter(({ value }) => value !== row.groupId)
  const none = row.groupId === null ? [] : [{ value: withoutGroup, label: messagesFor(locale).noGroup }]
  return <MoveSelected choices={[...others, ...none]} formState={formState} locale={locale} />
}

/** The query of the listing of the same rows. */
const listingQuery = ({ context, moment, row }: Props): URLSearchParams =>
  new URLSearchParams({
    groupId: row.groupId ?? '',
    includeSubgroups: String(withSubgroups(context)),
    ...momentQuery(moment),
  })

const Members = (props: Props) => {
  const { service, context, moment, row } = props
  const { by: viewer, locale } = context.var
  const { asOf } = moment
  const offset = offsetIn(queryOf(context).text('offset'))
  const includeSubgroups = withSubgroups(context)
  const page = { offset, limit: pageSize }
  const rows = moment.views.customersOfGroup({ groupId: row.groupId, includeSubgroups, asOf, viewer, locale, ...page })
  const total = includeSubgroups ? row.totalCount : row.ownCount
  return (
    <>
      <MembersForm service={service} context={context} moment={moment} name={row.name} rows={rows}>
        <MoveFields {...props} />
      </MembersForm>
      <div class="actions">
        <Pager address={addressOf(context)} {...page} total={total} locale={locale} />
        <Downloads base={service.base} listing="groupMembersListing" query={listingQuery(props)} locale={locale} />
      </div>
    </>
  )
}

/** The customers of a group: paged, with a form to move several at once, and a search for others to move here. */
export const GroupMembers = (props: Props) => {
  const { service, context, moment, row } = props
  const { customers } = service.crm.register.tables
  const isMember = (customerId: string): boolean =>
    customers.get(customerId)?.groupIds.includes(row.groupId ?? '') === true
  return (
    <section aria-labelledby="members-title" data-live={moment.isNow ? 'true' : undefined}>
      <h2 id="members-title">{memberTexts(context.var.locale).members}</h2>
      <Filters {...props} />
      <Members {...props} />
      {moment.isNow && row.groupId !== null && !row.archived ? (
        <FindCustomers
          service={service}
          context={context}
          path={groupAddress(service.base, row.groupId)}
          isMember={isMember}
        >
          <button class="main" type="submit" name="do" value="addMembers">
            {groupTexts(context.var.locale).moveHere}
          </button>
        </FindCustomers>
      ) : null}
    </section>
  )
}
