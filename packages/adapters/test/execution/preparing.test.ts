import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { runInBackground } from '../../src/runtime/yielding.js'

const counted = () => {
  const done = { steps: 0 }
  const steps = function* (): Generator<void> {
    for (; done.steps < 100; done.steps += 1) yield
  }
  return { done, steps: steps() }
}

test('steps complete in a process with nothing else to do', async () => {
  const { done, steps } = counted()
  runInBackground(steps)
  await pause(1_500)
  expect(done.steps).toBe(100)
})

test('steps end when they are stopped', async () => {
  const { done, steps } = counted()
  runInBackground(steps)()
  await pause(50)
  expect(done.steps).toBe(0)
})
