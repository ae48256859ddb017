import { CalendarDate, CustomerId, type GroupId, Instant, SubjectId } from '@clientele/domain'
import { describe, expect, expectTypeOf, test } from 'vitest'

const takesCustomer = (_: CustomerId): void => {}

describe('ids, days and instants are checked when a host creates them', () => {
  test('a valid text is returned unchanged', () => {
    expect(CustomerId('acme')).toBe('acme')
    expect(CalendarDate('2026-03-01')).toBe('2026-03-01')
  })

  test('an instant is normalised to UTC', () =>
    expect(Instant('2026-03-01T09:00+02:00')).toBe('2026-03-01T07:00:00.000Z'))

  test.each([
    ['an empty id', () => CustomerId('')],
    ['an id with spaces around it', () => CustomerId(' acme')],
    ['an id of 201 characters', () => CustomerId('a'.repeat(201))],
    ['an id with an invisible character', () => CustomerId('ac\u200bme')],
    ['a day that does not exist', () => CalendarDate('2026-02-30')],
    ['a day in another form', () => CalendarDate('1.3.2026')],
    ['an instant without an offset', () => Instant('2026-03-01T09:00:00')],
    ['a number', () => Reflect.apply(CustomerId, null, [7])],
  ])('%s throws', (_, make) => expect(make).toThrow(TypeError))

  test('the error does not contain the value', () => {
    expect(() => CustomerId(' Maria Meikäläinen')).toThrow(/^Not a valid CustomerId: expected 1 to 200 characters/)
    expect(() => CustomerId(' Maria Meikäläinen')).not.toThrow(/Maria/)
  })
})

test('one kind of id does not fit another, and any id fits a plain string', () => {
  expectTypeOf(CustomerId('acme')).toExtend<CustomerId>()
  expectTypeOf(CustomerId('acme')).toExtend<SubjectId>()
  expectTypeOf(CustomerId('acme')).not.toExtend<GroupId>()
  expectTypeOf(CustomerId('acme')).not.toExtend<CalendarDate>()
  expectTypeOf('acme').toExtend<CustomerId>()
  expect(SubjectId.is('acme')).toBe(true)
  takesCustomer(CustomerId('acme'))
})

test('they are still codecs', () => {
  expect(CustomerId.name).toBe('CustomerId')
  expect(CustomerId.decode('')._tag).toBe('Left')
  expect(CalendarDate.pipe(CalendarDate).decode('2026-03-01')).toMatchObject({ right: '2026-03-01' })
})
