import { en } from './en.js'
import type { Wording } from './wording.js'

export const et: Wording = { ...en }
