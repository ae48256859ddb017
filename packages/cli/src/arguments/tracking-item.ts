import type { TrackingChoice } from '@clientele/domain'

/** Reads a value of a tracking dimension, `region=south`. */
export const trackingItemOf = (written: string): TrackingChoice => {
  const at = written.indexOf('=')
  return at === -1
    ? { dimension: '', value: written }
    : { dimension: written.slice(0, at), value: written.slice(at + 1) }
}
