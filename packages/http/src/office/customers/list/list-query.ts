import { Channel, type TrackingChoice } from '@clientele/domain'
import type { CustomerListParams } from '@clientele/projections'
import type { RequestContext } from '../../../environment.js'
import { queryOf } from '../../actions/form.js'
import { apiQuery, groupIdsIn } from '../../forms/group-filter.js'
import { offsetIn } from '../../layout/pager.js'
import type { Moment } from '../../moment/moment.js'

/** The parameter that selects all rows of a page without scripts. */
export const allChosen = 'chosen'

/** The number of customers per page. */
export const pageSize = 50

const listOf = (texts: readonly string[]): readonly string[] | undefined => (texts.length === 0 ? undefined : texts)

/** Parses channels; others are dropped. */
const channelsIn = (texts: readonly string[]): readonly Channel[] | undefined => {
  const found = texts.filter(Channel.is)
  return found.length === 0 ? undefined : found
}

/** Parses tracking items, written `dimension:value` as in the API. */
const trackingIn = (texts: readonly string[]): readonly TrackingChoice[] | undefined => {
  const found = texts.map((text) => {
    const at = text.indexOf(':')
    return { dimension: text.slice(0, Math.max(0, at)), value: text.slice(at + 1) }
  })
  return found.length === 0 ? undefined : found
}

type Filter = NonNullable<CustomerListParams['filter']>

const filterOf = (context: RequestContext): Filter => {
  const query = queryOf(context)
  const groups = groupIdsIn(context)
  return {
    groupIds: groups.length === 0 ? undefined : groups,
    includeSubgroups: query.text('includeSubgroups') === 'true' ? true : undefined,
    specialGroupIds: listOf(query.texts('specialGroupIds')),
    salespersonId: query.text('salespersonId'),
    segments: listOf(query.texts('segments')),
    statuses: listOf(query.texts('statuses')),
    attractionChannels: listOf(query.texts('attractionChannels')),
    customerKinds: listOf(query.texts('customerKinds')),
    ownerIds: listOf(query.texts('ownerIds')),
    responsibleManagerIds: listOf(query.texts('responsibleManagerIds')),
    serviceManagerIds: listOf(query.texts('serviceManagerIds')),
    responsibleIds: listOf(query.texts('responsibleIds')),
    responsibleRoleIds: listOf(query.texts('responsibleRoleIds')),
    trackingItems: trackingIn(query.texts('trackingItems')),
    properties: listOf(query.texts('properties')),
    legalEntityIds: listOf(query.texts('legalEntityIds')),
    consents: channelsIn(query.texts('consents')),
    bans: channelsIn(query.texts('bans')),
    showArchived: query.text('showArchived') === 'true' ? true : undefined,
    text: query.text('text'),
  }
}

/** The parameters of the list in the URL, named as in the API. */
export const listParams = (context: RequestContext, { asOf }: Moment) => {
  const query = queryOf(context)
  return {
    asOf,
    viewer: context.var.by,
    locale: context.var.locale,
    columns: listOf(query.texts('columns')),
    filter: filterOf(context),
    offset: offsetIn(query.text('offset')),
  } satisfies CustomerListParams
}

/**
 * The columns in the URL, else the user's saved ones, else the default ones without the id, which the name replaces.
 */
export const shownColumns = (context: RequestContext, { views }: Moment): readonly string[] => {
  const chosen = queryOf(context).texts('columns')
  if (chosen.length > 0) return chosen
  const { saved, shownColumns: columns } = views.listPreferences({ viewer: context.var.by, list: 'customerList' })
  return saved ? columns : columns.filter((column) => column !== 'customerId')
}

/** The query of the listing of the same customers. */
export const listingQuery = (context: RequestContext, { knownAt }: Moment): URLSearchParams => {
  const query = apiQuery(context, 'offset', allChosen)
  if (knownAt !== null) query.set('knownAt', knownAt)
  return query
}
