import type { Locale } from '@clientele/projections'

/** The names of the facts of a run in other languages, unless they equal the JSON field name. */
type Names = { readonly [K in Exclude<Locale, 'en'>]: string }

const names = (fi: string, sv: string, et: string): Names => ({ fi, sv, et })

const known: { readonly [fact: string]: Names } = {
  read: names('Luettuja rivejä', 'Lästa rader', 'Loetud ridu'),
  accepted: names('Hyväksyttyjä', 'Godkända', 'Vastu võetud'),
  unchanged: names('Ennallaan', 'Oförändrade', 'Muutmata'),
  rejected: names('Hylättyjä', 'Avvisade', 'Tagasi lükatud'),
  events: names('Tapahtumia', 'Händelser', 'Sündmusi'),
  problems: names('Ongelmia', 'Problem', 'Probleeme'),
  equal: names('Samat', 'Lika', 'Samad'),
  differences: names('Eroja', 'Skillnader', 'Erinevused'),
  store: names('Varasto', 'Lager', 'Hoidla'),
  streams: names('Tapahtumavirtoja', 'Strömmar', 'Vooge'),
  firstPosition: names('Ensimmäinen sijainti', 'Första position', 'Esimene asukoht'),
  lastPosition: names('Viimeinen sijainti', 'Sista position', 'Viimane asukoht'),
  firstRecordedAt: names('Ensimmäinen kirjaus', 'Först registrerad', 'Esimene kirje'),
  lastRecordedAt: names('Viimeinen kirjaus', 'Senast registrerad', 'Viimane kirje'),
  sizeInBytes: names('Koko tavuina', 'Storlek i byte', 'Suurus baitides'),
  personId: names('Henkilötunniste', 'Person-id', 'Isiku ID'),
  personIds: names('Henkilötunnisteet', 'Person-id:n', 'Isikute ID-d'),
  erasedAt: names('Poistettu', 'Raderad', 'Kustutatud'),
  by: names('Tekijä', 'Av', 'Tegija'),
  scope: names('Laajuus', 'Omfattning', 'Ulatus'),
  retainedUntil: names('Säilytetään viimeistään', 'Sparas längst till', 'Säilitatakse hiljemalt'),
  documents: names('Säilytettävät asiakirjat', 'Dokument som sparas', 'Säilitatavad dokumendid'),
  today: names('Päivä', 'Dag', 'Päev'),
  erased: names('Poistettuja henkilöitä', 'Raderade personer', 'Kustutatud isikuid'),
  notErased: names('Poistamatta', 'Inte raderade', 'Kustutamata'),
  remaining: names('Jäljellä', 'Återstår', 'Jäänud'),
  inClear: names('Tapahtumia selväkielisenä', 'Händelser i klartext', 'Sündmusi avatekstina'),
  requestId: names('Pyyntö', 'Begäran', 'Taotlus'),
}

/** The name of a fact in a language; in English, and for event types, the JSON field name. */
export const factName = (fact: string, locale: Locale): string =>
  locale === 'en' || !Object.hasOwn(known, fact) ? fact : (known[fact]?.[locale] ?? fact)
