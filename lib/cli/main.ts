import { dispatch } from './dispatch.ts'
import { processIo } from './io.ts'

void dispatch(process.argv.slice(2), processIo).then((status) => {
  process.exitCode = status
})
