import { describe, test } from 'vitest'
import { given } from '../given.js'

describe('an id', () => {
  test.each(['\u007f', '\u0085', '\u009f'])('with a control character is none: %j', (mark) => {
    given()
      .when('RegisterCustomer', { customerId: `a${mark}b`, name: 'Acme' })
      .isRefused('MalformedCommand')
  })
})
