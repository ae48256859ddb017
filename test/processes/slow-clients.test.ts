import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { serveInProcess } from './served.js'

/** Sends an incomplete request: how long until the connection is closed, in milliseconds, and the response. */
const waiting = (port: number, beginning: string): Promise<{ readonly took: number; readonly answer: string }> =>
  new Promise((resolve) => {
    const began = performance.now()
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(beginning))
    socket.on('data', (chunk) => {
      answer += String(chunk)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve({ took: performance.now() - began, answer }))
  })

test('a connection without complete headers is closed after ten seconds, one without a complete body after thirty', async () => {
  const served = await serveInProcess()
  try {
    const head = `POST /commands HTTP/1.1\r\nHost: 127.0.0.1:${served.port}\r\nAuthorization: Bearer ${served.token}\r\n`
    const body = 'Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"type":'
    const [headers, whole] = await Promise.all([waiting(served.port, head), waiting(served.port, head + body)])
    expect(headers.took).toBeGreaterThan(8_000)
    expect(headers.took).toBeLessThan(15_000)
    expect(whole.took).toBeGreaterThan(25_000)
    expect(whole.took).toBeLessThan(36_000)
    for (const { answer } of [headers, whole]) expect(answer).toMatch(/^(HTTP\/1\.1 4\d\d |$)/)
    const health = await fetch(`http://127.0.0.1:${served.port}/health`)
    expect(health.status).toBe(200)
  } finally {
    await served.end()
  }
}, 60_000)
