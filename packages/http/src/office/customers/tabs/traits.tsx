import { fieldLabel, messagesFor } from '@clientele/projections'
import { fill } from '../../../texts/translated.js'
import { orNone, valueChoices, valueName } from '../../forms/choices.js'
import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { Facts } from '../../layout/facts.js'
import { Select } from '../../layout/field.js'
import type { TabProps } from '../tab-props.js'
import { customerTexts } from '../texts/customer-texts.js'

const axes = {
  segment: 'ChangeCustomerSegment',
  status: 'ChangeCustomerStatus',
  attractionChannel: 'ChangeAttractionChannel',
  customerKind: 'SetCustomerKind',
} as const

type Axis = keyof typeof axes

const axisNames: readonly Axis[] = ['segment', 'status', 'attractionChannel', 'customerKind']

type ValueProps = {
  readonly tabProps: TabProps
  readonly type: string
  readonly scope: string
  readonly catalogue: string
  readonly label: string
  readonly value: string | null
  readonly hidden?: { readonly [name: string]: string } | undefined
}

const ValueForm = ({ tabProps, type, scope, catalogue, label, value, hidden }: ValueProps) => {
  const texts = customerTexts(tabProps.locale)
  const choices = valueChoices(tabProps, catalogue)
  const isKept = value === null || choices.some((one) => one.value === value)
  const all = isKept ? choices : [...choices, { value, label: valueName(tabProps, catalogue, value) }]
  return (
    <CommandForm
      type={type}
      scope={scope}
      hidden={hidden}
      button={texts.change}
      label={fill(texts.changeOf, { name: label })}
    >
      <Select {...fieldsOf(tabProps, scope)('value', value)} label={label} choices={orNone(texts.none, all)} />
    </CommandForm>
  )
}

const prefix = 'trackingItem:'

const dimensionsOf = ({ moment }: TabProps): readonly string[] => {
  const catalogues = [...moment.register.tables.classifierValues.rows()].map(({ catalogue }) => catalogue)
  const tracked = catalogues.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length))
  return [...new Set(tracked)].sort()
}

const itemOf = ({ moment, card }: TabProps, dimension: string): string | null =>
  [...moment.register.tables.trackingItems.rowsWhere('customerId', card.customerId)].find(
    (row) => row.dimension === dimension && row.until === null,
  )?.value ?? null

const propertiesOf = ({ moment, card }: TabProps): readonly string[] =>
  [...moment.register.tables.customerProperties.rowsWhere('customerId', card.customerId)].map(
    ({ property }) => property,
  )

const Items = (tabProps: TabProps) => {
  const { canChange, locale } = tabProps
  const messages = messagesFor(locale)
  const dimensions = dimensionsOf(tabProps)
  if (dimensions.length === 0) return <p>{customerTexts(locale).noDimensions}</p>
  const labelOf = (dimension: string): string => fieldLabel(messages, dimension)
  const nameOf = (dimension: string): string =>
    valueName(tabProps, `${prefix}${dimension}`, itemOf(tabProps, dimension))
  if (!canChange) return <Facts facts={dimensions.map((one) => [labelOf(one), nameOf(one)] as const)} />
  return (
    <>
      {dimensions.map((dimension) => (
        <ValueForm
          tabProps={tabProps}
          type="SetTrackingItem"
          scope={`SetTrackingItem-${dimension}`}
          catalogue={`${prefix}${dimension}`}
          label={labelOf(dimension)}
          value={itemOf(tabProps, dimension)}
          hidden={{ dimension }}
        />
      ))}
    </>
  )
}

const Properties = (tabProps: TabProps) => {
  const { canChange, locale } = tabProps
  const texts = customerTexts(locale)
  const properties = propertiesOf(tabProps)
  const choices = valueChoices(tabProps, 'customerProperty').filter(({ value }) => !properties.includes(value))
  const type = 'AssignCustomerProperty'
  return (
    <>
      {properties.length === 0 ? <p>{texts.noProperties}</p> : null}
      <ul class="plain">
        {properties.map((property) => (
          <li class="actions">
            <span>{valueName(tabProps, 'customerProperty', property)}</span>
            {canChange ? (
              <CommandForm
                type="RemoveCustomerProperty"
                scope={`RemoveCustomerProperty-${property}`}
                hidden={{ property }}
                button={texts.take}
                label={fill(texts.takeOf, { name: valueName(tabProps, 'customerProperty', property) })}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {canChange && choices.length > 0 ? (
        <CommandForm type={type} button={texts.give}>
          <Select
            {...fieldsOf(tabProps, type)('property')}
            label={messagesFor(locale).fields.property}
            choices={choices}
          />
        </CommandForm>
      ) : null}
    </>
  )
}

const Axes = (tabProps: TabProps) => {
  const { card, moment, canChange, locale } = tabProps
  const { fields } = messagesFor(locale)
  const row = moment.register.tables.customers.get(card.customerId)
  const valueOn = (axis: Axis): string | null => row?.[axis] ?? null
  if (!canChange || card.archived)
    return <Facts facts={axisNames.map((axis) => [fields[axis], valueName(tabProps, axis, valueOn(axis))] as const)} />
  return (
    <>
      {axisNames.map((axis) => (
        <ValueForm
          tabProps={tabProps}
          type={axes[axis]}
          scope={axes[axis]}
          catalogue={axis}
          label={fields[axis]}
          value={valueOn(axis)}
        />
      ))}
    </>
  )
}

/** The classification of the customer: segment, status and the like, tracking items, properties. */
export const Traits = (tabProps: TabProps) => {
  const { headings } = messagesFor(tabProps.locale)
  return (
    <>
      <Axes {...tabProps} />
      <h2>{headings.trackingItems}</h2>
      <Items {...tabProps} />
      <h2>{headings.properties}</h2>
      <Properties {...tabProps} />
    </>
  )
}
