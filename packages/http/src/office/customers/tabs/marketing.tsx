import { messagesFor } from '@clientele/projections'
import { fill } from '../../../texts/translated.js'
import { DataTable } from '../../layout/data-table.js'
import { ConsentForms } from '../../marketing/consent-form.js'
import { marketingTexts } from '../../marketing/texts/marketing-texts.js'
import { channelName, whyCells, whyColumns } from '../../marketing/why.js'
import type { TabProps } from '../tab-props.js'

/** Whether and why the customer may be contacted, by channel, with forms for its consents. */
export const Marketing = (tabProps: TabProps) => {
  const { context, card, moment, canChange, locale } = tabProps
  const { customerId } = card
  const asking = { customerId, viewer: context.var.by, locale, asOf: moment.asOf }
  const permissions = moment.views.marketingPermissions(asking)
  return (
    <>
      <DataTable
        id="permissions"
        caption={fill(marketingTexts(locale).caption, { day: moment.asOf })}
        columns={[messagesFor(locale).headings.channel, ...whyColumns(locale)]}
        rows={permissions.map((one) => [channelName(one.channel, locale), ...whyCells(one, moment, locale)])}
        empty=""
      />
      {canChange ? <ConsentForms filling={tabProps} today={moment.asOf} /> : null}
    </>
  )
}
