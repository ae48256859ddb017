import { type TextsFor, translated } from '../../texts/translated.js'
import en from './en.json' with { type: 'json' }
import et from './et.json' with { type: 'json' }
import fi from './fi.json' with { type: 'json' }
import sv from './sv.json' with { type: 'json' }

// A copy, because importers of our types cannot read the types of an imported JSON file.
const inEnglish = { ...en }

/** The reasons for refusing a request before any rule is checked. */
export type RequestProblem = keyof typeof inEnglish

/** The sentences of these reasons. */
export const requestProblems: TextsFor<RequestProblem> = translated({ en: inEnglish, fi, sv, et })
