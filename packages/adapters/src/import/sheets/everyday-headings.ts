/**
 * What people call columns in English, Finnish, Swedish and Estonian, besides the headings of our exports. A word counts
 * for its column only if a file has no heading of ours for it.
 */
export const everydayHeadings: { readonly [column: string]: readonly string[] } = {
  street: [
    ...['Address', 'Street address'],
    ...['Osoite', 'Lähiosoite', 'Katu', 'Postiosoite', 'Jakeluosoite'],
    ...['Adress', 'Gata', 'Utdelningsadress'],
    ...['Aadress', 'Postiaadress'],
  ],
  postalCode: [
    ...['Postcode', 'ZIP', 'ZIP code'],
    ...['Postinro', 'Posti nro.'],
    ...['Postnr', 'Postkod'],
    ...['Sihtnumber', 'Postikood', 'Indeks'],
  ],
  city: [
    ...['Town', 'City/town', 'Post town'],
    ...['Kaupunki', 'Paikkakunta', 'Postitmp'],
    ...['Ort', 'Stad'],
    ...['Asula', 'Linn/asula', 'Linn/vald'],
  ],
  phone: [
    ...['Telephone', 'Phone number', 'Phone no.', 'Telephone number', 'Tel', 'Tel.'],
    ...['Puhelinnumero', 'Puhelinnro', 'Puh', 'Puh.'],
    ...['Telefonnummer', 'Telefonnr', 'Tfn'],
    ...['Telefoninumber', 'Telefoni nr'],
  ],
  mobile: [
    ...['Mobile phone', 'Mobile number', 'Cell', 'Cell phone'],
    ...['Matkapuhelinnumero', 'Kännykkä', 'GSM'],
    ...['Mobiltelefon', 'Mobilnummer', 'Mobilnr'],
    ...['Mobiiltelefon', 'Mobiiltelefoni number', 'Mobiilinumber'],
  ],
  email: [
    ...['E-mail address', 'Mail'],
    ...['Sähköpostiosoite', 'S-posti'],
    ...['E-postadress', 'Mejl', 'Mejladress'],
    ...['E-posti aadress', 'Meil'],
  ],
  website: [
    ...['Web', 'Web page', 'Web address', 'Homepage', 'URL', 'WWW'],
    ...['Kotisivu', 'Kotisivut', 'Verkkosivut', 'Verkkosivusto', 'Nettisivu', 'Nettisivut', 'WWW-sivut', 'WWW-osoite'],
    ...['Hemsida', 'Webb', 'Webbsida', 'Webbadress'],
    ...['Koduleht', 'Kodulehekülg', 'Veebilehekülg', 'Veebisait', 'Veeb'],
  ],
  businessId: [
    ...['Company number', 'Company registration number', 'Registration number', 'Business number'],
    ...['Yritystunnus', 'LY-tunnus'],
    ...['Org.nr', 'Org.nr.', 'Orgnr', 'Organisationsnr', 'FO-nummer', 'FO-nr'],
    ...['Reg. kood', 'Regkood', 'Registrinumber', 'Äriregistri kood'],
  ],
}
