import { bytesOf, integer, numberOf, sequence } from './der.ts'
import { power } from './modular.ts'

export interface DsaKey {
  readonly p: bigint
  readonly q: bigint
  readonly g: bigint
  readonly y: bigint
  readonly x: bigint
}

/** Domain parameters of 2048 and 256 bits, made once with Go's dsa.GenerateParameters: they are public by nature. */
const P =
  0xa7d7670e37d83b5103029e09b697c3ca258162d049ca816b391e6f49dfc9b572431b66fb2aa2dd017d40b9a6ab08cb8a3ed942f708c9d7ff86ed78c3d3b2793e14e124d153879f491120fe402b25d57d46ddb3a1ae4f1d3f02c03b0577b3a2583b08245932c8ed9e527e0084514fa26f7296beaadacb1b27a42f622fc7ee714a4fef57db4611db22a24a3e42c684e4093f347d4c3d168710f998e5226d395b4a4d4e77122da1056837030e674467b02b9e1ba7457af592072caafdfa5d83836e7635c5b42d610ee3c723240c9a5ac59733bda613ede95a26dc694f279b6500831578ea2c1c9fc3dc20eb1053024230574823bf250560e6add3d257fa764004ebn
const Q = 0xafc97a13aeccde9992ed3b72d1a4c31aecc0e215c31ab53fdb01ce3f8bbe9727n
const G =
  0x98cd15a9d6a35dcb35c8a18186c245a1a6e6a57f54597fa00669def9676caee3ec19283e07e90906007907c594db138daffc4f1036e5ad755440777cc3ae2f36f84b2329de026660c13b671662443d1b84251ae12313457870476eabf5393e922ccf50308cc6d71585467a3efd2c1b887794ae9086168b3c9713336af3fc3da221814008c7a9b5f7a27b3754c19d3ef867413baa434547b9d35ba45bddf3ca1157354b8317f0cec046fe6a7b3395dd3499060e89d0dd8c5a098120d021b2e91c5b81edf8ec21008f7d738e8ed60b3c3b83acde2afe18f8853fe8fe617405e30be61c16b41e43eb6045f6ee37b96e23b843dad1d2d15713c78eada3d49ec63032n

/** A key over our domain parameters: Go makes new parameters each time, which takes seconds. */
export function generateDsaKey(random: (n: number) => Uint8Array): DsaKey {
  const size = bytesOf(Q).length
  for (;;) {
    const x = numberOf(random(size))
    if (x > 0n && x < Q) return { p: P, q: Q, g: G, y: power(G, x, P), x }
  }
}

/** The form that OpenSSL has for DSA keys. */
export const marshalDsa = ({ p, q, g, y, x }: DsaKey): Uint8Array =>
  sequence(...[0n, p, q, g, y, x].map(integer))
