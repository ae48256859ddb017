import { describe, expect, test } from 'vitest'
import { answered, contact, customer, event, type LogEvent, logOf, viewsOf } from '../../log.js'
import { answersOf } from '../../short.js'
import { createProjections } from '../../source.js'
import { viewsOfTown } from '../../town/town.js'

const views = viewsOfTown()

type Params = Parameters<typeof views.subjectHistory>[0]

describe('the history of a subject', () => {
  const summaries = (params: Params) =>
    answered(views.subjectHistory(params)).map(({ recordedAt, on, summary }) => ({
      day: recordedAt.slice(5, 10),
      on,
      summary,
    }))
  const acme = { kind: 'customer', id: 'acme' } as const

  test('is newest first, in the requested language, within limits', () => {
    expect(
      answersOf(
        summaries,
        { subject: acme, limit: 6 },
        { subject: acme, locale: 'sv', from: '2024-02-01', to: '2024-02-29' },
        { subject: acme, locale: 'fi', types: ['CustomerMovedToGroup', 'NoteWritten'] },
        { subject: acme, types: [], actor: 'nobody' },
        { subject: acme, types: ['CustomerRegistered'], actor: 'cecilia' },
        { subject: acme, from: '2024-03-01', offset: 1, limit: 2 },
      ),
    ).toEqual([
      '? {subject {kind customer, id acme}, limit 6}',
      '# day | on | summary',
      '05-03 | – | Merged into another customer: Acme Oy',
      '03-02 | – | Note written: Wrote',
      '01-01 | Acme Oy | Role given: Anna Aalto, Lead → Accountant',
      '01-01 | Acme Oy | Made responsible: Åke Gunnarsson, Role: Accountant, Last day: 2024-07-31',
      '01-01 | Acme Oy | Made responsible: Erik Ek, Last day: 2024-03-31',
      '01-01 | Acme Oy | Made responsible: Bertil Berg, Role: Manager',
      '? {subject {kind customer, id acme}, locale sv, from 2024-02-01, to 2024-02-29}',
      '02-01 | – | Uppföljningsobjekt ändrat: Region: North',
      '02-01 | Acme Oy | Kundgrupp ändrad: Ingen grupp → Accounting',
      '? {subject {kind customer, id acme}, locale fi, types [CustomerMovedToGroup, NoteWritten]}',
      '03-02 | – | Muistiinpano kirjoitettu: Wrote',
      '03-01 | Acme Oy | Asiakasryhmä vaihdettu: Accounting → Accounting small',
      '02-01 | Acme Oy | Asiakasryhmä vaihdettu: Ei ryhmää → Accounting',
      '? {subject {kind customer, id acme}, types [], actor nobody}',
      '? {subject {kind customer, id acme}, types [CustomerRegistered], actor cecilia}',
      '01-01 | – | Customer registered: Eta Oy, Kind: company',
      '01-01 | – | Customer registered: Acme Oy, Kind: company, Owner: Anna Aalto',
      '? {subject {kind customer, id acme}, from 2024-03-01, offset 1, limit 2}',
      '03-02 | – | Note written: Wrote',
      '04-01 | – | Tracking item changed: Region: North → south',
    ])
  })

  test('exists for every kind of subject', () => {
    const kinds = [
      { kind: 'employee', id: 'bertil' },
      { kind: 'project', id: 'x' },
      { kind: 'customerGroup', id: 'gX' },
      { kind: 'specialGroup', id: 'vip' },
      { kind: 'role', id: 'old' },
      { kind: 'classifier', id: 'segment:large' },
      { kind: 'customerNumber', id: '101' },
      { kind: 'settings', id: 'settings' },
      { kind: 'activity', id: 'n1' },
      { kind: 'listPreferences', id: 'anna' },
      { kind: 'report', id: 'r2' },
      { kind: 'customer', id: 'zeta' },
      { kind: 'contact', id: 'ghost' },
      { kind: 'contact', id: 'nobody' },
    ] as const
    expect(answersOf(summaries, ...kinds.map((subject) => ({ subject, locale: 'et' as const })))).toEqual([
      '? {subject {kind employee, id bertil}, locale et}',
      '# day | on | summary',
      '01-01 | Älg | Määratud vastutavaks: Älg, Bertil Berg, Roll: Project manager, Viimane päev: 2024-12-30',
      '01-01 | Xerxes | Määratud vastutavaks: Xerxes, Bertil Berg, Roll: Project manager, Viimane päev: 2024-06-14',
      '01-01 | Acme Oy | Määratud vastutavaks: Acme Oy, Bertil Berg, Roll: Manager',
      '01-01 | – | Puudumine planeeritud: Bertil Berg, Fia Fors, Puudub: 2024-08-01 – 2024-08-10',
      '01-01 | – | Puudumine planeeritud: Bertil Berg, Dora Dahl, Puudub: 2024-06-10 – 2024-06-20',
      '01-01 | – | Töötaja registreeritud: Bertil Berg, Meeskonnad: south',
      '? {subject {kind project, id x}, locale et}',
      '03-03 | – | Märge kirjutatud: Built',
      '01-01 | Xerxes | Määratud vastutavaks: Bertil Berg, Roll: Project manager, Viimane päev: 2024-06-14',
      '01-01 | – | Osaleja lisatud: Xerxes, Ek',
      '01-01 | – | Osaleja lisatud: Xerxes, Olli Oja',
      '01-01 | – | Osaleja lisatud: Anna Aalto',
      '01-01 | – | Projekt registreeritud: Xerxes, Klient: Acme Oy',
      '? {subject {kind customerGroup, id gX}, locale et}',
      '04-01 | – | Kliendigrupp kustutatud: Gone',
      '02-13 | Äänekoski Oy | Kliendigrupp muudetud: Äänekoski Oy, Grupita → Gone',
      '01-01 | – | Kliendigrupp loodud: Gone',
      '? {subject {kind specialGroup, id vip}, locale et}',
      '05-01 | Acme Oy | Eemaldatud erigrupist: Acme Oy, VIP',
      '03-02 | Beta Oy | Lisatud erigruppi: Beta Oy, VIP',
      '03-01 | Acme Oy | Lisatud erigruppi: Acme Oy, VIP',
      '01-01 | – | Erigrupp loodud: VIP',
      '? {subject {kind role, id old}, locale et}',
      '01-01 | – | Roll kasutusest kõrvaldatud: Old',
      '01-01 | – | Roll määratud: Old, Rolli tüüp: kliendiroll, Kohustuslik: jah',
      '? {subject {kind classifier, id segment:large}, locale et}',
      '01-01 | – | Väärtus kasutusest kõrvaldatud: Segment: Large',
      '01-01 | – | Väärtus lisatud: Segment: Large',
      '? {subject {kind customerNumber, id 101}, locale et}',
      '01-01 | – | Kliendinumber reserveeritud: Acme Oy',
      '? {subject {kind settings, id settings}, locale et}',
      '01-01 | – | Seade muudetud: CONTACT_NUMBER: 5',
      '? {subject {kind activity, id n1}, locale et}',
      '03-05 | – | Märge muudetud: Called → Called twice',
      '03-01 | – | Märge kirjutatud: Called',
      '? {subject {kind listPreferences, id anna}, locale et}',
      '01-01 | – | Loendi veerud ja filtrid valitud: kliendid, Näidatavad veerud: Kliendi tunnus, Number, Nimi,',
      '   Tüüp, Grupp, Erigrupid, Segment, Staatus, Hankimiskanal, Kliendi liik, Omanik, Alguskuupäev, Arhiveeritud',
      '   → Nimi, lost, Omanik, Näidatavad filtrid: Otsingutekst, Grupp, Erigrupp, Müüja, Segment, Staatus,',
      '   Hankimiskanal, Kliendi liik, Omanik, Vastutav juht, Teenindusjuht, Vastutaja, Jälgimisobjekt, Omadus,',
      '   Juriidiline isik, Nõusolek, Keeld, Arhiveeritud → Segment, lost',
      '? {subject {kind report, id r2}, locale et}',
      '01-01 | – | Aruanne salvestatud: Zwei, Nähtav: kontor, Omanik: zed, Veerud: Nimi',
      '? {subject {kind customer, id zeta}, locale et}',
      '01-01 | – | Kustutatud',
      '01-01 | – | Klient registreeritud: Zeta Oy, Tüüp: ettevõte',
      '? {subject {kind contact, id ghost}, locale et}',
      '01-01 | – | Isikuandmed kustutatud: kõik',
      '01-01 | – | Kontakt registreeritud: [kustutatud], E-post: [kustutatud]',
      '? {subject {kind contact, id nobody}, locale et}',
    ])
  })

  test('leaves out what its viewer may not see', () => {
    const asked = (kind: Params['subject']['kind'], id: string, viewer: string) => ({ subject: { kind, id }, viewer })
    const count = (params: Params) => summaries(params).length
    expect(
      answersOf(
        count,
        asked('customer', 'delta', 'bertil'),
        asked('customer', 'delta', 'cecilia'),
        asked('project', 'd', 'bertil'),
        asked('project', 'd', 'cecilia'),
        asked('employee', 'anna', 'bertil'),
        asked('employee', 'anna', 'cecilia'),
        asked('contact', 'olli', 'bertil'),
        asked('contact', 'olli', 'cecilia'),
        asked('contact', 'eva', 'fia'),
        asked('report', 'r1', 'anna'),
        asked('report', 'r1', 'bertil'),
        asked('report', 'r1', 'cecilia'),
        asked('report', 'r2', 'bertil'),
        asked('report', 'unknown', 'bertil'),
        asked('customerGroup', 'gC1', 'bertil'),
        asked('customerGroup', 'gC1', 'cecilia'),
        asked('activity', 'n4', 'bertil'),
        asked('activity', 'n4', 'cecilia'),
      ),
    ).toEqual([
      '? {subject {kind customer, id delta}, viewer bertil}',
      '0',
      '? {subject {kind customer, id delta}, viewer cecilia}',
      '8',
      '? {subject {kind project, id d}, viewer bertil}',
      '0',
      '? {subject {kind project, id d}, viewer cecilia}',
      '2',
      '? {subject {kind employee, id anna}, viewer bertil}',
      '5',
      '? {subject {kind employee, id anna}, viewer cecilia}',
      '7',
      '? {subject {kind contact, id olli}, viewer bertil}',
      '16',
      '? {subject {kind contact, id olli}, viewer cecilia}',
      '19',
      '? {subject {kind contact, id eva}, viewer fia}',
      '6',
      '? {subject {kind report, id r1}, viewer anna}',
      '1',
      '? {subject {kind report, id r1}, viewer bertil}',
      '0',
      '? {subject {kind report, id r1}, viewer cecilia}',
      '1',
      '? {subject {kind report, id r2}, viewer bertil}',
      '1',
      '? {subject {kind report, id unknown}, viewer bertil}',
      '0',
      '? {subject {kind customerGroup, id gC1}, viewer bertil}',
      '1',
      '? {subject {kind customerGroup, id gC1}, viewer cecilia}',
      '2',
      '? {subject {kind activity, id n4}, viewer bertil}',
      '0',
      '? {subject {kind activity, id n4}, viewer cecilia}',
      '1',
    ])
  })

  test('hides the texts of notes from viewers who may not read notes', () => {
    const notes = (viewer?: string) =>
      answersOf(summaries, { subject: { kind: 'contact', id: 'olli' }, types: ['NoteWritten', 'NoteEdited'], viewer })
    expect(notes()).toEqual([
      '? {subject {kind contact, id olli}, types [NoteWritten, NoteEdited], viewer undefined}',
      '# day | on | summary',
      '03-05 | – | Note changed: Called → Called twice',
      '03-04 | – | Note written: Hid',
      '03-01 | – | Note written: Called',
    ])
    expect(notes('dora')).toEqual([
      '? {subject {kind contact, id olli}, types [NoteWritten, NoteEdited], viewer dora}',
      '# day | on | summary',
      '03-05 | – | Note changed',
      '03-01 | – | Note written',
    ])
    expect(notes('bertil')).toEqual([
      '? {subject {kind contact, id olli}, types [NoteWritten, NoteEdited], viewer bertil}',
      '# day | on | summary',
      '03-05 | – | Note changed: Called → Called twice',
      '03-01 | – | Note written: Called',
    ])
  })

  test('has all parts of a line', () => {
    expect(
      answersOf(
        (params: Params) => answered(views.subjectHistory(params)),
        { subject: { kind: 'employee', id: 'anna' }, types: ['ResponsibleAssigned'], limit: 1, locale: 'fi' },
        { subject: { kind: 'contact', id: 'twin' }, limit: 1 },
      ),
    ).toEqual([
      '? {subject {kind employee, id anna}, types [ResponsibleAssigned], limit 1, locale fi}',
      '# recordedAt | at | effectiveDate | by | byName | type | summary | on | changes | reason | origin |',
      '   commandId | correlationId | causationId | position',
      '2024-01-01T00:00:00.000Z | 2024-01-01T00:00:00.000Z | 2024-01-01 | cecilia | Cecilia Carlsson |',
      '   ResponsibleAssigned | Asetettu vastuuhenkilöksi: Zone, Anna Aalto | Zone | [{field responsible, label',
      '   Vastuuhenkilö, old –, new Anna Aalto}] | – | direct | 132 | – | – | 000132',
      '? {subject {kind contact, id twin}, limit 1}',
      '2024-01-01T00:00:00.000Z | 2024-01-01T00:00:00.000Z | – | cecilia | Cecilia Carlsson | ContactMergedInto |',
      '   Merged into another contact: Olli Oja | – | [{field mergedInto, label Merged into, old –, new Olli Oja}]',
      '   | – | direct | 103 | – | – | 000103',
    ])
  })

  test('has yes and no in the requested language', () => {
    const subject = { kind: 'customer', id: 'gamma' } as const
    const archivedIn = (locale: 'en' | 'fi' | 'sv' | 'et') =>
      answered(views.subjectHistory({ subject, locale, types: ['CustomerArchived'] })).flatMap(({ changes }) =>
        changes.map((one) => `${one.old} ${one.new}`),
      )
    expect((['en', 'fi', 'sv', 'et'] as const).flatMap(archivedIn)).toEqual(['no yes', 'ei kyllä', 'nej ja', 'ei jah'])
  })
})

test('a history as of a day has the marketing statements that count by then, whenever they were recorded', () => {
  const statement = (date: string, at: string) =>
    event('MarketingBanSet', 'person-pia', { channel: 'email', date }, `${at}T10:00:00.000Z`)
  const told = viewsOf(
    contact('pia', 'Palm'),
    statement('2024-02-20', '2024-02-10'),
    statement('2024-02-01', '2024-02-25'),
  )
  const linesOn = (asOf: string) =>
    answered(told.contactHistory({ personId: 'pia', asOf })).map(({ type, effectiveDate }) => [type, effectiveDate])
  const [early, late] = [
    ['MarketingBanSet', '2024-02-01'],
    ['MarketingBanSet', '2024-02-20'],
  ]
  expect(linesOn('2024-01-31')).toEqual([['ContactRegistered', null]])
  expect(linesOn('2024-02-19')).toEqual([early, ['ContactRegistered', null]])
  expect(linesOn('2024-02-20')).toEqual([early, late, ['ContactRegistered', null]])
})

const projectionsAt = (now: string, ...events: readonly LogEvent[]) => {
  const projections = createProjections(() => now)
  projections.applyAll(logOf(...events))
  return projections
}

test('a view as of a day after today leaves out events of later days, the live one does not', () => {
  const renamed = event(
    'CustomerDetailsChanged',
    'customer-c',
    { changes: [{ field: 'name', old: 'Acme', new: 'Later' }] },
    '2024-06-01T10:00:00.000Z',
  )
  const { views } = projectionsAt('2024-02-01T10:00:00.000Z', customer('c', 'Acme'), renamed)
  const shownOn = (asOf: string | undefined) => [
    views.customerCard({ customerId: 'c', asOf })?.name,
    answered(views.customerHistory({ customerId: 'c', asOf })).length,
  ]
  expect([undefined, '2024-02-01', '2024-06-01'].map(shownOn)).toEqual([
    ['Later', 2],
    ['Later', 2],
    ['Later', 2],
  ])
  expect(['2024-01-31', '2024-05-31'].map(shownOn)).toEqual([
    ['Acme', 1],
    ['Acme', 1],
  ])
})
