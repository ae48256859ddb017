import { expect, test } from 'vitest'
import { docstringsFile, docstringsText, schemasFile, schemasText } from './view-schemas.js'

test('the schemas of the answers say what the types of the views say (run `npm run generate` after a change)', async () => {
  await expect(schemasText()).toMatchFileSnapshot(schemasFile)
})

test('editors show of a view what its docstring says (run `npm run generate` after a change)', async () => {
  await expect(docstringsText()).toMatchFileSnapshot(docstringsFile)
})
