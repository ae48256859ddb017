import { channels, type Permission } from '@clientele/domain'
import { messagesFor } from '@clientele/projections'
import { fill } from '../../../texts/translated.js'
import { orNone } from '../../forms/choices.js'
import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { DataTable } from '../../layout/data-table.js'
import { Field, Select } from '../../layout/field.js'
import { ConsentForms } from '../../marketing/consent-form.js'
import { marketingTexts } from '../../marketing/texts/marketing-texts.js'
import { channelName, whyCells, whyColumns } from '../../marketing/why.js'
import type { TabProps } from '../tab-props.js'
import { contactTexts } from '../texts/contact-texts.js'

/** The company for which a contact is contacted, or none. */
type For = { readonly id: string | null; readonly name: string }

const everybody = ({ card, locale }: TabProps): readonly For[] => [
  { id: null, name: contactTexts(locale).forNobody },
  ...card.companies,
]

const permissionsOf = ({ context, moment, card }: TabProps, { id }: For): readonly Permission[] =>
  moment.views.marketingPermissions({
    personId: card.personId,
    customerId: id,
    viewer: context.var.by,
    asOf: moment.asOf,
  })

const Permissions = (tabProps: TabProps) => {
  const { moment, locale } = tabProps
  const rows = everybody(tabProps).flatMap((one) =>
    permissionsOf(tabProps, one).map((permission) => [
      channelName(permission.channel, locale),
      one.name,
      ...whyCells(permission, moment, locale),
    ]),
  )
  return (
    <DataTable
      id="permissions"
      caption={fill(marketingTexts(locale).caption, { day: moment.asOf })}
      columns={[messagesFor(locale).headings.channel, contactTexts(locale).contactedFor, ...whyColumns(locale)]}
      rows={rows}
      empty=""
    />
  )
}

type BanProps = {
  readonly tabProps: TabProps
  readonly type: 'SetMarketingBan' | 'LiftMarketingBan'
  readonly channel: string
}

const BanForm = ({ tabProps, type, channel }: BanProps) => {
  const { card, moment, locale } = tabProps
  const texts = contactTexts(locale)
  const { fields } = messagesFor(locale)
  const scope = `${type}-${channel}`
  const field = fieldsOf(tabProps, scope)
  const isByCompany = moment.register.settings.policies.banScope === 'personAtCompany'
  const companies = card.companies.map(({ id, name }) => ({ value: id, label: name }))
  const named = { channel: channelName(channel, locale).toLowerCase() }
  return (
    <CommandForm
      type={type}
      scope={scope}
      hidden={{ channel }}
      button={fill(type === 'SetMarketingBan' ? texts.ban : texts.lift, named)}
      isMain={type === 'SetMarketingBan'}
    >
      <Field {...field('reason')} label={fields.reason} />
      {isByCompany && companies.length > 0 ? (
        <Select {...field('customerId')} label={fields.company} choices={orNone(texts.everywhere, companies)} />
      ) : null}
    </CommandForm>
  )
}

const isBanned = (tabProps: TabProps, channel: string): boolean =>
  everybody(tabProps).some((one) =>
    permissionsOf(tabProps, one).some((permission) => permission.channel === channel && permission.because === 'ban'),
  )

/**
 * Whether and why the contact may be contacted, for a company or none, with a button per channel that bans it or lifts
 * the ban.
 */
export const Marketing = (tabProps: TabProps) => {
  const { moment, canChange, locale } = tabProps
  if (!canChange) return <Permissions {...tabProps} />
  return (
    <>
      <h2>{contactTexts(locale).bans}</h2>
      {channels.map((channel) => (
        <BanForm
          tabProps={tabProps}
          type={isBanned(tabProps, channel) ? 'LiftMarketingBan' : 'SetMarketingBan'}
          channel={channel}
        />
      ))}
      <h2>{contactTexts(locale).why}</h2>
      <Permissions {...tabProps} />
      <ConsentForms filling={tabProps} today={moment.asOf} />
    </>
  )
}
