import type { Locale } from '@clientele/projections'

/** The languages by their own names. */
export const languageNames: { readonly [L in Locale]: string } = {
  en: 'English',
  fi: 'suomi',
  sv: 'svenska',
  et: 'eesti',
}
