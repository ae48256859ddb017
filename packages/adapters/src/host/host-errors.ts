import type { OnHostError } from '@clientele/domain'
import { ignoringErrors } from './ignoring-errors.js'

/** Wraps `onHostError` so that errors and rejections of the callback itself are ignored. */
export const safeOnHostError = (onHostError?: OnHostError): OnHostError => ignoringErrors(onHostError)
