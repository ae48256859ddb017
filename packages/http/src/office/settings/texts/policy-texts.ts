import { type TextsFor, translated } from '../../../texts/translated.js'
import en from './policies/en.json' with { type: 'json' }
import et from './policies/et.json' with { type: 'json' }
import fi from './policies/fi.json' with { type: 'json' }
import sv from './policies/sv.json' with { type: 'json' }

// Types of a file that is imported as JSON cannot be read by those who import ours: a copy has types of its own.
const inEnglish = { ...en }

/** A text of policies and settings. */
export type PolicyText = keyof typeof inEnglish

/** The texts of policies and settings. */
export const policyTexts: TextsFor<PolicyText> = translated({ en: inEnglish, fi, sv, et })
