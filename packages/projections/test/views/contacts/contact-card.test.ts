import { describe, expect, test } from 'vitest'
import { answersOf } from '../../short.js'
import { viewsOfTown } from '../../town/town.js'

const views = viewsOfTown()

describe('the card of a contact', () => {
  test('has everything about a person', () => {
    const answer = (params: Parameters<typeof views.contactCard>[0]) => {
      const found = views.contactCard(params)
      return found === null ? null : { ...found, history: found.history.map(({ summary }) => summary) }
    }
    expect(
      answersOf(
        answer,
        { personId: 'olli', limit: 2 },
        { personId: 'pia', locale: 'sv' },
        { personId: 'ghost', locale: 'et' },
        { personId: 'twin' },
        { personId: 'eva', viewer: 'bertil' },
        { personId: 'nobody' },
      ),
    ).toEqual([
      '? {personId olli, limit 2}',
      'personId olli | firstName Olli | lastName Oja | email – | phone 09 1 | mobile – | title – | customerId – |',
      '   companies [{id acme, name Acme Oy}, {id delta, name Delta Oy}] | kinds [companyContact] | private no |',
      '   owner – | mergedInto – | bans [] | consents [] | properties [] | categories [{id press, name Press}] |',
      '   tasks [{activityId t2, title –, status done, dueDate –, owner –, at 2024-03-09T10:00:00.000Z, by',
      '   cecilia}, {activityId t1, title Call, status open, dueDate 2024-04-01, owner {id zed, name zed}, at',
      '   2024-03-08T10:00:00.000Z, by cecilia}] | meetings [{activityId m2, title –, date 2024-03-09, owner –, at',
      '   2024-03-07T10:00:00.000Z, by cecilia}, {activityId m1, title Lunch, date –, owner {id anna, name Anna',
      '   Aalto}, at 2024-03-06T10:00:00.000Z, by cecilia}] | notes [{activityId n4, text Hid, origin contact,',
      '   editedAt –, at 2024-03-04T10:00:00.000Z, by cecilia}, {activityId n3, text Built, origin project,',
      '   editedAt –, at 2024-03-03T10:00:00.000Z, by cecilia}] | files [{activityId f2, fileRef r2, name –, source',
      '   –, at 2024-03-10T10:00:00.000Z, by cecilia}, {activityId f1, fileRef r1, name Offer, source internal, at',
      '   2024-03-10T10:00:00.000Z, by cecilia}] | emails {restricted no, rows [{activityId e2, direction sent,',
      '   subject –, from –, to [], mailboxId b@own.fi, at 2024-03-12T10:00:00.000Z, by cecilia}, {activityId e1,',
      '   direction received, subject Hi, from o@oja.fi, to [a@own.fi], mailboxId a@own.fi, at',
      '   2024-03-11T10:00:00.000Z, by cecilia}]} | services {map yes, sms no, smsBanned no, numberSearch yes,',
      '   website yes} | history [E-mail registered: sent, E-mail registered: received]',
      '? {personId pia, locale sv}',
      'personId pia | firstName Pia | lastName Öst | email pia@ost.fi | phone – | mobile 040 | title Baker |',
      '   customerId piac | companies [{id acme, name Acme Oy}] | kinds [companyContact, privateCustomer] | private',
      '   no | owner – | mergedInto – | bans [{channel sms, customerId acme, customerName Acme Oy, date 2024-03-01,',
      '   source call, property –}] | consents [] | properties [{number 5, name Invoices, customerId acme,',
      '   customerName Acme Oy}] | categories [] | tasks [] | meetings [] | notes [{activityId n2, text Wrote,',
      '   origin company, editedAt –, at 2024-03-02T10:00:00.000Z, by cecilia}] | files [] | emails {restricted no,',
      '   rows [{activityId e2, direction sent, subject –, from –, to [], mailboxId b@own.fi, at',
      '   2024-03-12T10:00:00.000Z, by cecilia}]} | services {map yes, sms yes, smsBanned yes, numberSearch yes,',
      '   website yes} | history [E-post registrerad: skickat, Marknadsföringsförbud satt: Acme Oy, sms, Källa:',
      '   call, Orsak: no, Kontaktegenskap tillagd: Acme Oy, Invoices, Kontakt kopplad till företag: Pia Öst, Acme',
      '   Oy, Blev privatkund: Pia Öst, piac, Kontakt registrerad: Pia Öst, E-post: pia@ost.fi, Mobil: 040, Titel:',
      '   Baker]',
      '? {personId ghost, locale et}',
      'personId ghost | firstName – | lastName [kustutatud] | email – | phone – | mobile – | title – | customerId –',
      '   | companies [] | kinds [] | private no | owner – | mergedInto – | bans [] | consents [] | properties [] |',
      '   categories [] | tasks [] | meetings [] | notes [] | files [] | emails {restricted no, rows []} | services',
      '   {map no, sms no, smsBanned no, numberSearch no, website no} | history [Isikuandmed kustutatud: kõik,',
      '   Kontakt registreeritud: [kustutatud], E-post: [kustutatud]]',
      '? {personId twin}',
      'personId twin | firstName – | lastName Oja | email o@oja.fi | phone – | mobile – | title – | customerId – |',
      '   companies [] | kinds [] | private no | owner – | mergedInto olli | bans [] | consents [] | properties []',
      '   | categories [] | tasks [] | meetings [] | notes [] | files [] | emails {restricted no, rows []} |',
      '   services {map no, sms no, smsBanned no, numberSearch no, website no} | history [Merged into another',
      '   contact: Olli Oja, Contact registered: Oja, E-mail: o@oja.fi]',
      '? {personId eva, viewer bertil}',
      "personId eva | firstName '' | lastName Ek | email eva@ek.fi | phone – | mobile – | title – | customerId – |",
      '   companies [{id beta, name Beta Oy}] | kinds [companyContact] | private no | owner – | mergedInto – | bans',
      '   [] | consents [] | properties [{number 6, name Letters, customerId –, customerName –}] | categories [] |',
      '   tasks [{activityId t2, title –, status done, dueDate –, owner –, at 2024-03-09T10:00:00.000Z, by',
      '   cecilia}] | meetings [] | notes [{activityId n3, text Built, origin project, editedAt –, at',
      '   2024-03-03T10:00:00.000Z, by cecilia}] | files [] | emails {restricted no, rows []} | services {map no,',
      '   sms no, smsBanned no, numberSearch no, website no} | history [Task registered: done, Participant added:',
      '   Xerxes, Ek, Portal access granted: Acme Oy, Ek, Contact property given: Letters, Contact linked to',
      '   company: Ek, Beta Oy, Contact registered: Ek, E-mail: eva@ek.fi]',
      '? {personId nobody}',
      '–',
    ])
  })
})
