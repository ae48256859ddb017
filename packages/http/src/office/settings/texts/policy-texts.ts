import { type TextsFor, translated } from '../../../texts/translated.js'
import en from './policies/en.json' with { type: 'json' }
import et from './policies/et.json' with { type: 'json' }
import fi from './policies/fi.json' with { type: 'json' }
import sv from './policies/sv.json' with { type: 'json' }

// A copy, because importers of our types cannot read the types of an imported JSON file.
const inEnglish = { ...en }

/** A text of policies and settings. */
export type PolicyText = keyof typeof inEnglish

/** The texts of policies and settings. */
export const policyTexts: TextsFor<PolicyText> = translated({ en: inEnglish, fi, sv, et })
