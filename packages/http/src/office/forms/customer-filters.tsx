import { dimensionOf } from '@clientele/domain'
import { messagesFor, translate } from '@clientele/projections'
import { queryOf } from '../actions/form.js'
import { Check, type Choice, Field, Select } from '../layout/field.js'
import {
  type ChoiceContext,
  employeeChoices,
  groupChoices,
  roleChoices,
  salespersonChoices,
  specialGroupChoices,
  valueChoices,
} from './choices.js'
import { withoutGroup } from './group-filter.js'

const trackingChoices = (choosing: ChoiceContext): readonly Choice[] => {
  const catalogues = [...choosing.moment.register.tables.classifierValues.rows()].map(({ catalogue }) => catalogue)
  return [...new Set(catalogues)].flatMap((catalogue) => {
    const dimension = dimensionOf(catalogue)
    if (dimension === null) return []
    return valueChoices(choosing, catalogue).map(({ value, label }) => ({
      value: `${dimension}:${value}`,
      label: `${dimension}: ${label}`,
    }))
  })
}

const channelChoices = ({ context }: ChoiceContext): readonly Choice[] =>
  ['email', 'letter', 'sms'].map((channel) => ({
    value: channel,
    label: translate(messagesFor(context.var.locale), channel),
  }))

const groups = (choosing: ChoiceContext): readonly Choice[] => [
  { value: withoutGroup, label: messagesFor(choosing.context.var.locale).noGroup },
  ...groupChoices(choosing),
]

/** The filters of customers with a list of choices, named as in the API. */
const choicesByFilter = {
  groupIds: groups,
  specialGroupIds: specialGroupChoices,
  salespersonId: salespersonChoices,
  segments: (choosing: ChoiceContext) => valueChoices(choosing, 'segment'),
  statuses: (choosing: ChoiceContext) => valueChoices(choosing, 'status'),
  attractionChannels: (choosing: ChoiceContext) => valueChoices(choosing, 'attractionChannel'),
  customerKinds: (choosing: ChoiceContext) => valueChoices(choosing, 'customerKind'),
  ownerIds: employeeChoices,
  responsibleManagerIds: employeeChoices,
  serviceManagerIds: employeeChoices,
  responsibleIds: employeeChoices,
  responsibleRoleIds: (choosing: ChoiceContext) => roleChoices(choosing),
  trackingItems: trackingChoices,
  properties: (choosing: ChoiceContext) => valueChoices(choosing, 'customerProperty'),
  consents: channelChoices,
  bans: channelChoices,
} as const

type Name = keyof typeof choicesByFilter

const names: readonly Name[] = [
  ...(['groupIds', 'specialGroupIds', 'salespersonId', 'segments', 'statuses', 'attractionChannels'] as const),
  ...(['customerKinds', 'ownerIds', 'responsibleManagerIds', 'serviceManagerIds', 'responsibleIds'] as const),
  ...(['responsibleRoleIds', 'trackingItems', 'properties', 'consents', 'bans'] as const),
]

/** A filter: a list for the first value, and checkboxes that retain the other values in the URL. */
const SelectedFilter = ({ choosing, name }: { readonly choosing: ChoiceContext; readonly name: Name }) => {
  const { locale } = choosing.context.var
  const [first, ...others] = (choosing.context.req.queries(name) ?? [])
    .map((value) => (value === '' && name === 'groupIds' ? withoutGroup : value))
    .filter((value) => value !== '')
  const choices = choicesByFilter[name](choosing)
  const isKnown = first === undefined || choices.some(({ value }) => value === first)
  const offered = isKnown ? choices : [...choices, { value: first, label: first }]
  if (offered.length === 0) return null
  const label = messagesFor(locale).fields[name]
  const field = { name, label, value: first, refusal: null, locale }
  return (
    <>
      <Select {...field} choices={[{ value: '', label: '–' }, ...offered]} />
      {others.map((value) => (
        <label class="check">
          <input type="checkbox" name={name} value={value} checked />
          {choices.find((one) => one.value === value)?.label ?? value}
        </label>
      ))}
    </>
  )
}

/** The filters of customers, except some. */
export const CustomerFilters = ({
  choosing,
  without = [],
}: {
  readonly choosing: ChoiceContext
  readonly without?: readonly string[]
}) => {
  const { locale } = choosing.context.var
  const { fields } = messagesFor(locale)
  const query = queryOf(choosing.context)
  const isOn = (name: string): boolean => query.text(name) === 'true'
  return (
    <>
      <Field name="text" label={fields.name} value={query.text('text')} refusal={null} locale={locale} />
      {names
        .filter((name) => !without.includes(name))
        .map((name) => (
          <SelectedFilter choosing={choosing} name={name} />
        ))}
      <Check name="includeSubgroups" label={fields.includeSubgroups} isOn={isOn('includeSubgroups')} />
      {without.includes('showArchived') ? null : (
        <Check name="showArchived" label={fields.showArchived} isOn={isOn('showArchived')} />
      )}
    </>
  )
}
