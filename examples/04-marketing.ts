// Three channels, each on its own; a ban always wins over consent.
import { openClientele } from '@clientele/clientele'
import { memory } from '@clientele/clientele/memory'

const crm = await openClientele({ store: memory() })
const personId = 'siiri'

const show = (when: string): void => {
  const rows = crm.views.marketingPermissions({ personId })
  console.log(
    when,
    rows.map(({ channel, allowed, because }) => `${channel}: ${allowed ? 'yes' : 'no'} (${because})`).join(', '),
  )
}

await crm.execute({ type: 'RegisterContact', data: { personId, firstName: 'Siiri', lastName: 'Mäkinen' } })
show('at first')
await crm.execute({ type: 'SetMarketingBan', data: { personId, channel: 'sms', source: 'phone call' } })
show('after a ban')
const evidence = { capturedAt: '2026-03-01', source: 'web form' }
await crm.execute({ type: 'GiveMarketingConsent', data: { personId, channel: 'sms', evidence } })
await crm.execute({ type: 'ChangePolicy', data: { key: 'consentModel', value: 'optIn' } })
show('opt-in, with consent')

await crm.close()
