import { describe, expect, test } from 'vitest'
import { idOf } from '../../src/kernel/input/codec.js'
import { given } from '../given.js'

describe('an id', () => {
  test.each(['\u0000', '\u001f', '\u007f', '\u0080', '\u009f'])('with a control character is invalid: %j', (mark) => {
    given()
      .when('RegisterCustomer', { customerId: `a${mark}b`, name: 'Acme' })
      .isRefused('MalformedCommand')
  })
  test.each(['\ud800', '\udfff'])('with half a surrogate pair is invalid: %j', (half) => {
    given()
      .when('RegisterCustomer', { customerId: `a${half}b`, name: 'Acme' })
      .isRefused('MalformedCommand')
  })
  test.each([
    '\u200b',
    '\u200d',
    '\u200e',
    '\u202e',
    '\u2066',
    '\u00ad',
    '\ufeff',
    '\ufe0f',
    '\u2028',
    '\u{e0041}',
    'e\u0301',
  ])('that looks like another is invalid: %j', (mark) => {
    given()
      .when('RegisterCustomer', { customerId: `a${mark}b`, name: 'Acme' })
      .isRefused('MalformedCommand', {
        problems: [
          {
            path: 'customerId',
            expected: 'CustomerId without invisible characters, accents written as one character (NFC)',
            actual: `a text of ${mark.length + 2} characters`,
          },
        ],
      })
  })
  test('that looks like another is detected in lists and records too', () => {
    given()
      .when('WriteNote', { activityId: 'n', text: 'A', links: { personIds: ['p', 'p\u200b'] } })
      .isRefused('MalformedCommand', { problems: [expect.objectContaining({ path: 'links.personIds.1' })] })
  })
  test('that looks like another is still read from storage', () => {
    expect(idOf('CustomerId').is('a\u200bb')).toBe(true)
  })
  test.each(['\u00a0', '\ue000', '\ud7ff', '~', 'Å'])('may have any other characters: %j', (mark) => {
    given()
      .when('RegisterCustomer', { customerId: `a${mark}b`, name: 'Acme' })
      .isAccepted()
  })
})

describe('a name', () => {
  test.each(['Ac\u200bme', 'Acme\u200e', '\u202aACME\u202c', 'Ac\u00adme'])(
    'that differs only invisibly is taken: %j',
    (name) => {
      given(['CreateCustomerGroup', { groupId: 'a', name: 'Acme' }])
        .when('CreateCustomerGroup', { groupId: 'b', name })
        .isRefused('GroupNameTaken', { groupId: 'a' })
      given(['CreateSpecialGroup', { specialGroupId: 'a', name: 'Acme' }])
        .when('CreateSpecialGroup', { specialGroupId: 'b', name })
        .isRefused('GroupNameTaken', { groupId: 'a' })
    },
  )
  test('without visible characters is invalid', () => {
    given()
      .when('RegisterCustomer', { customerId: 'a', name: '\u200b\u2060 ' })
      .isRefused('MalformedCommand', { problems: [expect.objectContaining({ path: 'name' })] })
    given().when('RegisterCustomer', { customerId: 'a', name: ' ' }).isRefused('MissingRequiredField')
  })
  test('may have joiners that shape its letters', () => {
    const name = 'می\u200cخواهم'
    given().when('RegisterCustomer', { customerId: 'a', name }).isAccepted()
    expect(
      given(['RegisterCustomer', { customerId: 'a', name }]).when('ArchiveCustomer', { customerId: 'a' }).world.log[0]
        ?.data,
    ).toMatchObject({ name })
  })
  test('of an older log that looks like another can still be erased', () => {
    given().when('ErasePerson', { personId: 'a\u200bb' }).isRefused('ContactNotFound')
  })
})
