import { describe, expect, it } from 'vitest'
import { fileKinds } from '../../src/import/kinds.js'
import { everydayHeadings } from '../../src/import/sheets/everyday-headings.js'
import { headingsFor } from '../../src/import/sheets/headings.js'
import { csv } from './directory.js'
import { imported } from './importing.js'

const kindsWith = (column: string) => fileKinds().filter(({ columns }) => Object.hasOwn(columns, column))

const customersUnder = async (heading: string, ...rows: readonly string[]) => {
  const { crm, result } = await imported({ 'customers.csv': csv(heading, ...rows) })
  const details = crm.register.tables.customers.get('a')?.details
  const notRead = result.files.flatMap((file) => file.notRead)
  return { details, notRead, problems: result.problems }
}

describe('everyday words as headings', () => {
  it.each(Object.entries(everydayHeadings))('mean %s in every file that has it, and nothing else', (column, words) => {
    const meanings = kindsWith(column).flatMap((kind) => words.map((word) => headingsFor(kind).columnOf(word)))
    expect(new Set(meanings)).toEqual(new Set([column]))
  })

  it.each([
    ['Finnish', 'Asiakastunnus;Nimi;Osoite;Postinro;Kaupunki;Puhelinnumero;Sähköpostiosoite;Kotisivu;LY-tunnus'],
    ['Swedish', 'Kund-id;Namn;Adress;Postnr;Ort;Telefonnummer;E-postadress;Hemsida;Org.nr'],
    ['Estonian', 'Kliendi tunnus;Nimi;Aadress;Sihtnumber;Asula;Telefoninumber;E-posti aadress;Koduleht;Reg. kood'],
    ['English', 'Customer id;Name;Address;Postcode;Town;Phone number;E-mail address;Homepage;Company number'],
  ])('in %s are read', async (_, heading) => {
    const row = 'a;A;Katu 1;00100;Helsinki;+358401234567;a@a.example;https://a.example;1234567-8'
    expect(await customersUnder(heading, row)).toMatchObject({
      problems: [],
      notRead: [],
      details: {
        street: 'Katu 1',
        postalCode: '00100',
        city: 'Helsinki',
        phone: '+358401234567',
        email: 'a@a.example',
        website: 'https://a.example',
        businessId: '1234567-8',
      },
    })
  })

  it('are not read beside the heading of the column itself, or after another one', async () => {
    const beside = 'Asiakastunnus;Nimi;Kaupunki;Postitoimipaikka;Osoite;Katu'
    expect(await customersUnder(beside, 'a;A;Espoo;Helsinki;Katu 1;Katu 2')).toMatchObject({
      problems: [],
      notRead: ['Kaupunki', 'Katu'],
      details: { city: 'Helsinki', street: 'Katu 1' },
    })
  })

  it('mean what a map of headings says', () => {
    for (const kind of kindsWith('city')) {
      const headings = headingsFor(kind, { Kaupunki: 'region', Ort: '' })
      expect(['Kaupunki', 'Ort', 'Stad'].map(headings.columnOf)).toEqual(['region', null, 'city'])
      expect(['Kaupunki', 'Ort', 'Stad'].map(headings.isEveryday)).toEqual([false, false, true])
    }
  })
})
