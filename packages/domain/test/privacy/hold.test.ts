import { test } from 'vitest'
import { given, pekka } from '../given.js'

test('a legal hold needs no reason, placed or lifted', () => {
  const placed = given(pekka).when('PlaceLegalHold', { personId: 'pekka', until: '2030-01-01' })
  placed.happens(['LegalHoldPlaced', { until: '2030-01-01', reason: null }])
  given()
    .after(placed.world)
    .when('LiftLegalHold', { personId: 'pekka' })
    .happens(['LegalHoldLifted', { reason: null }])
})
