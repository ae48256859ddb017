/** The parts of generated names, in one language. */
export type Words = {
  readonly country: string
  readonly firstNames: readonly [string, ...string[]]
  readonly lastNames: readonly [string, ...string[]]
  readonly places: readonly [string, ...string[]]
  readonly trades: readonly [string, ...string[]]
  readonly forms: readonly [string, ...string[]]
  readonly streets: readonly [string, ...string[]]
  readonly cities: readonly [string, ...string[]]
}

const finnish: Words = {
  country: 'Finland',
  firstNames: ['Aino', 'Eero', 'Helmi', 'Ilmari', 'Kaarina', 'Lauri', 'Mikko', 'Outi', 'Päivi', 'Tuomas', 'Väinö'],
  lastNames: ['Aaltola', 'Harjula', 'Jokiniemi', 'Kuusisto', 'Lähteenmäki', 'Mäkiranta', 'Niittylä', 'Yläoja'],
  places: ['Merituuli', 'Revontuli', 'Saaristo', 'Hämeen', 'Pohjolan', 'Järvenrannan', 'Äyräpään', 'Kuusikko'],
  trades: ['Leipomo', 'Optiikka', 'Purjehdus', 'Puusepät', 'Sähkö', 'Tilitoimisto', 'Kirjakauppa', 'Savustamo'],
  forms: ['Oy', 'Oyj', 'Ky', 'Tmi', 'osk'],
  streets: ['Tuulenkatu', 'Rantatie', 'Kirkkokatu', 'Mäntypolku'],
  cities: ['Helsinki', 'Tampere', 'Turku', 'Jyväskylä', 'Oulu', 'Äänekoski'],
}

const swedish: Words = {
  country: 'Sweden',
  firstNames: ['Åsa', 'Björn', 'Elin', 'Göran', 'Ingrid', 'Lars', 'Märta', 'Örjan', 'Sofia', 'Viktor'],
  lastNames: ['Åkerlund', 'Björkdal', 'Ekström', 'Forsberg', 'Granqvist', 'Lindholm', 'Öberg', 'Sjödin'],
  places: ['Norrsken', 'Skärgårdens', 'Björkdungens', 'Västra', 'Ängens', 'Östersjö', 'Fyrens', 'Gamla Stans'],
  trades: ['Bageri', 'Förskola', 'Måleri', 'Rör', 'Bokhandel', 'Redovisning', 'Trädgård', 'Glasögon'],
  forms: ['AB', 'HB', 'KB', 'ek. för.'],
  streets: ['Björkgatan', 'Hamnvägen', 'Kyrkogatan', 'Ängsstigen'],
  cities: ['Stockholm', 'Göteborg', 'Malmö', 'Uppsala', 'Örebro', 'Växjö'],
}

const estonian: Words = {
  country: 'Estonia',
  firstNames: ['Helve', 'Jüri', 'Kadri', 'Lembit', 'Mari', 'Õnne', 'Rein', 'Tõnu', 'Ülle', 'Žanna'],
  lastNames: ['Kivistik', 'Kuusemäe', 'Lõhmus', 'Pihlakas', 'Põldmäe', 'Rõõmus', 'Sõrmus', 'Üksvärav'],
  places: ['Emajõe', 'Põhjatuule', 'Öölaulu', 'Sinilille', 'Vanalinna', 'Kajakasaba', 'Tuuleveski', 'Rabametsa'],
  trades: ['Aiand', 'Kohvik', 'Kudumid', 'Küünlad', 'Mesi', 'Paadid', 'Pagarid', 'Raamatud'],
  forms: ['OÜ', 'AS', 'FIE', 'MTÜ'],
  streets: ['Pärna tn', 'Sadama tee', 'Lõuna pst', 'Õuna põik'],
  cities: ['Tallinn', 'Tartu', 'Pärnu', 'Võru', 'Jõhvi'],
}

const english: Words = {
  country: 'United Kingdom',
  firstNames: ['Alice', 'Ben', 'Chloe', 'Duncan', 'Eleanor', 'George', 'Oliver', 'Siân', 'Zoë'],
  lastNames: ['Ashdown', 'Brightwell', 'Clarke', 'Hartley', "O'Harrow", 'Pemberton', 'Smythe-Jones', 'Whitlock'],
  places: ['Larkspur', 'Northgate', 'Harrow', 'Old Mill', 'Riverside', 'Saltmarsh', 'Kingfisher', 'Beacon'],
  trades: ['Bakery', 'Books', 'Boats', 'Bookkeeping', 'Joinery', 'Optics', 'Seeds', 'Tea Rooms'],
  forms: ['Ltd', 'LLP', 'plc', '& Sons'],
  streets: ['High Street', 'Mill Lane', 'Harbour Road', 'Church Walk'],
  cities: ['London', 'Bristol', 'Leeds', 'York', 'Aberystwyth'],
}

/** The languages of the source systems; repeated ones are more likely. */
export const languages: readonly [Words, ...Words[]] = [finnish, finnish, finnish, swedish, swedish, estonian, english]

/** Names that are difficult for spreadsheets, searching and sorting. */
export const awkwardNames: readonly [string, ...string[]] = [
  '=SUM(A1:A9) Oy',
  '+358 Puhelin Oy',
  '-10 % Ale Ky',
  '@home AB',
  '"Kaksi, kolme" & pojat; Oy',
  "d'Ør™ 株式会社",
  'ÅÄÖ åäö ÕÜ Žš AS',
  'שלום Ltd',
  '🚲 Pyörä Oy',
  '__proto__',
  `${'Erittäin '.repeat(20)}pitkä nimi Oy`,
]
