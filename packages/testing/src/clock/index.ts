export { createTestClock, type Duration, type TestClock } from './test-clock.js'
