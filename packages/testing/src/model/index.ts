export { aggregates, type Category, categoriesOf } from './aggregates.js'
export { isBulk } from './bulk.js'
export { type Answer, createModel, type Model, type ModelOptions, type ReadAnyCommand } from './model.js'
export { decodedEvent, type Place, recordedEvent } from './recorded.js'
