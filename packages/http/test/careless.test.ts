import { openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { describe, expect, onTestFinished, test } from 'vitest'
import { clienteleHttp } from '../src/index.js'
import { serve } from '../src/node.js'

const opened = async () => {
  const crm = await openClientele({ store: memory() })
  onTestFinished(() => crm.close())
  return crm
}

test.each([[undefined], ['/health'], [{ url: '/health', method: 'GET', headers: {} }]])(
  'the handler refuses what is no Request, such as one of node:http, and says how to wrap it: %j',
  async (request) => {
    const http = clienteleHttp({ crm: await opened(), who: () => null })
    await expect(http.fetch(request as never)).rejects.toThrow('getRequestListener(http.fetch)')
  },
)

describe('the server refuses', () => {
  test.each([
    ['no options', undefined, 'serve: the options are an object.'],
    ['nobody to act as', {}, 'serve: `by` is a text.'],
    ['a port that is none', { by: 'anna', port: 99_999 }, 'serve: `port` is a whole number from 0 to 65535.'],
    ['a misspelt option', { by: 'anna', prot: 0 }, 'serve: `prot` is no option; did you mean `port`?'],
  ])('%s', async (_, options, problem) => {
    const crm = await opened()
    await expect(serve((options && { crm, ...options }) as never)).rejects.toThrow(problem)
  })
})
