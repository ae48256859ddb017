import { type TextsFor, translated } from '../../../texts/translated.js'
import en from './en.json' with { type: 'json' }
import et from './et.json' with { type: 'json' }
import fi from './fi.json' with { type: 'json' }
import sv from './sv.json' with { type: 'json' }

// A copy, because importers of our types cannot read the types of an imported JSON file.
const inEnglish = { ...en }

/** A text of reports. */
export type ReportText = keyof typeof inEnglish

/** The texts of reports. */
export const reportTexts: TextsFor<ReportText> = translated({ en: inEnglish, fi, sv, et })
