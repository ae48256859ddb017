import { describe, test } from 'vitest'
import { given } from '../given.js'

describe('an id', () => {
  test.each(['\u0000', '\u001f', '\u007f', '\u0080', '\u009f'])('with a control character is none: %j', (mark) => {
    given()
      .when('RegisterCustomer', { customerId: `a${mark}b`, name: 'Acme' })
      .isRefused('MalformedCommand')
  })
  test.each(['\ud800', '\udfff'])('with half a character is none: %j', (half) => {
    given()
      .when('RegisterCustomer', { customerId: `a${half}b`, name: 'Acme' })
      .isRefused('MalformedCommand')
  })
  test.each(['\u00a0', '\ue000', '\ud7ff', '~', 'Å'])('may have any other: %j', (mark) => {
    given()
      .when('RegisterCustomer', { customerId: `a${mark}b`, name: 'Acme' })
      .isAccepted()
  })
})
