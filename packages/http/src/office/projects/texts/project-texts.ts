import { type TextsFor, translated } from '../../../texts/translated.js'
import en from './en.json' with { type: 'json' }
import et from './et.json' with { type: 'json' }
import fi from './fi.json' with { type: 'json' }
import sv from './sv.json' with { type: 'json' }

// Types of a file that is imported as JSON cannot be read by those who import ours: a copy has types of its own.
const inEnglish = { ...en }

/** A text of projects. */
export type ProjectText = keyof typeof inEnglish

/** The texts of projects. */
export const projectTexts: TextsFor<ProjectText> = translated({ en: inEnglish, fi, sv, et })
