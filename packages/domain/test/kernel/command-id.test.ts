import { partId, partNumberIn } from '@clientele/domain'
import { describe, expect, test } from 'vitest'

describe('the id of a part of a bulk command', () => {
  test('is the command’s id with the number of the part', () => {
    expect(partId('job', 0)).toBe('job/part-0')
    expect(partNumberIn(partId(partId('job', 1), 17))).toBe(17)
  })

  test('is distinguished from every other id', () => {
    for (const id of ['job', 'job.1', 'job/part-', 'job/part-01', 'job/part-1x', 'job/part-1 ', 'part-1', 'job/1'])
      expect(partNumberIn(id), id).toBe(null)
  })
})
