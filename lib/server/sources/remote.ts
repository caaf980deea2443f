import type { Connection } from '../connection/connection.ts'
import type { ListBy } from './oci/catalog.ts'

/** A place in the network with its connection, before anything is asked of it. */
export type Remote =
  | {
      readonly kind: 'oci'
      readonly connection: Connection
      readonly host: string
      /** a namespace, or a repository when `tagged` */
      readonly path: string
      readonly tagged: boolean
      readonly listBy: ListBy
    }
  | { readonly kind: 'classic'; readonly connection: Connection; readonly url: URL }
