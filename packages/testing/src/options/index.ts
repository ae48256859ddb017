export { refuseUnknownOptions } from './known-options.js'
