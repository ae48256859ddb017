export { type Served, type ServeOptions, serve } from './serving/serve.js'
