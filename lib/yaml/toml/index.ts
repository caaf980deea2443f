/** TOML as BurntSushi/toml 1.6 reads and writes it. */
export { decode } from './decode.ts'
export { encode } from './encode.ts'
export { TomlError } from './error.ts'
