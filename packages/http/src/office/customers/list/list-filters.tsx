import { type CustomerListFilterName, channels } from '@clientele/domain'
import { messagesFor } from '@clientele/projections'
import type { Child } from 'hono/jsx'
import type { RequestContext, Service } from '../../../environment.js'
import { queryOf } from '../../actions/form.js'
import {
  employeeChoices,
  groupChoices,
  orNone,
  roleChoices,
  salespersonChoices,
  specialGroupChoices,
  trackingChoices,
  valueChoices,
} from '../../forms/choices.js'
import { availableColumns, columnLabel } from '../../forms/customer-columns.js'
import { withoutGroup } from '../../forms/group-filter.js'
import { Check, type Choice, Field, Select } from '../../layout/field.js'
import { channelName } from '../../marketing/why.js'
import type { Moment } from '../../moment/moment.js'
import { MomentFields } from '../../moment/moment-fields.js'
import { officeTexts } from '../../texts/office-texts.js'
import { customerTexts } from '../texts/customer-texts.js'
import { allChosen, shownColumns } from './list-query.js'

type Props = { readonly service: Service; readonly context: RequestContext; readonly moment: Moment }

const Columns = ({ context, moment }: Props) => {
  const { locale } = context.var
  const shown = shownColumns(context, moment)
  return (
    <details>
      <summary>{customerTexts(locale).columns}</summary>
      <fieldset>
        <legend>{customerTexts(locale).columns}</legend>
        {availableColumns(moment.register).map((column) => (
          <label class="check">
            <input type="checkbox" name="columns" value={column} checked={shown.includes(column)} />
            {columnLabel(moment.register, column, locale)}
          </label>
        ))}
      </fieldset>
    </details>
  )
}

const valuesIn = (props: Props, catalogue: string): readonly Choice[] =>
  orNone(customerTexts(props.context.var.locale).any, valueChoices(props, catalogue))

const groupsOf = (props: Props): readonly Choice[] => {
  const { allGroups, noGroup } = customerTexts(props.context.var.locale)
  return orNone(allGroups, [{ value: withoutGroup, label: noGroup }, ...groupChoices(props)])
}

const channelChoices = (locale: RequestContext['var']['locale']): readonly Choice[] =>
  channels.map((channel) => ({ value: channel, label: channelName(channel, locale) }))

/** The fields of each filter that users show or hide. */
const fieldsOf = (props: Props): { readonly [K in CustomerListFilterName]: () => Child } => {
  const { locale } = props.context.var
  const texts = customerTexts(locale)
  const { fields, headings } = messagesFor(locale)
  const query = queryOf(props.context)
  const field = (name: string) => ({ name, value: query.text(name), refusal: null, locale })
  const select = (name: string, label: string, choices: readonly Choice[]) => (
    <Select {...field(name)} label={label} choices={choices} />
  )
  const employee = (name: string, label: string) => select(name, label, orNone(texts.any, employeeChoices(props)))
  const check = (name: string, label: string) => <Check name={name} label={label} isOn={query.text(name) === 'true'} />
  return {
    search: () => <Field {...field('text')} label={texts.text} />,
    group: () => (
      <>
        {select('groupIds', headings.group, groupsOf(props))}
        {check('includeSubgroups', fields.includeSubgroups)}
      </>
    ),
    specialGroup: () => select('specialGroupIds', headings.specialGroup, orNone(texts.any, specialGroupChoices(props))),
    salesperson: () => select('salespersonId', fields.salespersonId, orNone(texts.any, salespersonChoices(props))),
    segment: () => select('segments', headings.segment, valuesIn(props, 'segment')),
    status: () => select('statuses', headings.status, valuesIn(props, 'status')),
    attractionChannel: () =>
      select('attractionChannels', headings.attractionChannel, valuesIn(props, 'attractionChannel')),
    customerKind: () => select('customerKinds', headings.customerKind, valuesIn(props, 'customerKind')),
    owner: () => employee('ownerIds', headings.owner),
    responsibleManager: () => employee('responsibleManagerIds', headings.responsibleManager),
    serviceManager: () => employee('serviceManagerIds', headings.serviceManager),
    responsible: () => (
      <>
        {employee('responsibleIds', headings.responsibles)}
        {select('responsibleRoleIds', fields.role, orNone(texts.any, roleChoices(props, 'customer')))}
      </>
    ),
    trackingItem: () => select('trackingItems', headings.trackingItems, orNone(texts.any, trackingChoices(props))),
    property: () => select('properties', headings.properties, valuesIn(props, 'customerProperty')),
    legalEntity: () => <Field {...field('legalEntityIds')} label={headings.legalEntities} />,
    consent: () => select('consents', headings.consents, orNone(texts.any, channelChoices(locale))),
    ban: () => select('bans', headings.bans, orNone(texts.any, channelChoices(locale))),
    archived: () => check('showArchived', fields.showArchived),
  }
}

// The most common filters are always shown; the others are collapsed while none of them is set.
const alwaysShown: ReadonlySet<string> = new Set(['search', 'group', 'segment', 'status', 'owner', 'archived'])
const alwaysShownParameters: ReadonlySet<string> = new Set([
  ...['text', 'groupIds', 'includeSubgroups', 'segments', 'statuses', 'ownerIds', 'showArchived'],
  ...['asOf', 'knownAt', 'columns', 'offset', allChosen],
])

const isCollapsedFilterSet = (context: RequestContext): boolean =>
  [...new URL(context.req.url).searchParams].some(([name, value]) => value !== '' && !alwaysShownParameters.has(name))

/** The filters and columns of the list, which are in the URL. Filters that the user has hidden are left out. */
export const ListFilters = (props: Props) => {
  const { service, context, moment } = props
  const { by: viewer, locale } = context.var
  const chosen = moment.views.listPreferences({ viewer, list: 'customerList' })
  const fields = fieldsOf(props)
  const shown = Object.entries(fields).filter(([filter]) => chosen.shownFilters.includes(filter))
  return (
    <form class="filter" method="get" action={`${service.base}/customers`}>
      {shown.filter(([filter]) => alwaysShown.has(filter)).map(([, show]) => show())}
      <MomentFields moment={moment} locale={locale} />
      <details open={isCollapsedFilterSet(context)}>
        <summary>{customerTexts(locale).moreFilters}</summary>
        <div class="filter">{shown.filter(([filter]) => !alwaysShown.has(filter)).map(([, show]) => show())}</div>
      </details>
      <Columns {...props} />
      <button class="main" type="submit">
        {officeTexts(locale).show}
      </button>
    </form>
  )
}
