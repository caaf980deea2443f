import { BlockList, isIP, isIPv6 } from 'node:net'

/** How near an address is to this machine. */
export type Zone = 'loopback' | 'link-local' | 'private' | 'public'

const list = (entries: readonly string[]): BlockList => {
  const block = new BlockList()
  for (const entry of entries) addTo(block, entry)
  return block
}

function addTo(block: BlockList, entry: string): void {
  const [address, bits] = entry.split('/') as [string, string?]
  // a colon tells; to ask Node would compile its expression for IPv6, 5 ms of each start
  const family = address.includes(':') ? 'ipv6' : 'ipv4'
  if (bits === undefined) block.addAddress(address, family)
  else block.addSubnet(address, Number(bits), family)
}

const LOOPBACK = list(['127.0.0.0/8', '::1', '0.0.0.0/8', '::'])
/** also the addresses where clouds keep their metadata */
const LINK_LOCAL = list(['169.254.0.0/16', 'fe80::/10', 'fd00:ec2::254', '100.100.100.200', '192.0.0.192'])
const PRIVATE = list([
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '192.0.0.0/24',
  '198.18.0.0/15',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '192.0.2.0/24',
  '198.51.100.0/24',
  '203.0.113.0/24',
  'fc00::/7',
  'fec0::/10',
  'ff00::/8',
  '2001:db8::/32',
  '100::/64',
])

/** The zone of an IP address. IPv4 inside IPv6 (mapped, 6to4, NAT64) counts as that IPv4 address. */
export function zoneOf(address: string): Zone {
  const plain = embedded(address.replace(/%.*$/, '').replace(/^\[|\]$/g, ''))
  const family = plain.includes(':') && isIPv6(plain) ? 'ipv6' : 'ipv4'
  if (LOOPBACK.check(plain, family)) return 'loopback'
  if (LINK_LOCAL.check(plain, family)) return 'link-local'
  if (PRIVATE.check(plain, family)) return 'private'
  return 'public'
}

/** The IPv4 address that an IPv6 address carries, or the address itself. */
function embedded(address: string): string {
  if (!address.includes(':') || !isIPv6(address)) return address
  const words = expand(address)
  const v4 = (high: number, low: number): string => [high >> 8, high & 255, low >> 8, low & 255].join('.')
  const zeros = (from: number, to: number): boolean => words.slice(from, to).every((w) => w === 0)
  if (zeros(0, 5) && words[5] === 0xffff) return v4(words[6]!, words[7]!)
  if (zeros(0, 6) && (words[6] !== 0 || words[7]! > 1)) return v4(words[6]!, words[7]!)
  if (words[0] === 0x64 && words[1] === 0xff9b && zeros(2, 6)) return v4(words[6]!, words[7]!)
  if (words[0] === 0x2002) return v4(words[1]!, words[2]!)
  return address
}

function expand(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)
  const text =
    dotted === null
      ? address
      : `${dotted[1]}${((Number(dotted[2]) << 8) | Number(dotted[3])).toString(16)}:${((Number(dotted[4]) << 8) | Number(dotted[5])).toString(16)}`
  const [head, tail] = text.split('::') as [string, string?]
  const words = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((w) => Number.parseInt(w, 16))
  const left = words(head)
  if (tail === undefined) return left
  const right = words(tail)
  return [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right]
}

/** What an administrator allows besides: host names, addresses, networks (CIDR). */
export class AllowedAddresses {
  readonly #names: ReadonlySet<string>
  readonly #block = new BlockList()

  constructor(entries: readonly string[]) {
    const isAddress = (e: string): boolean => isIP(e.split('/')[0]!) !== 0
    this.#names = new Set(entries.filter((e) => !isAddress(e)).map((e) => e.toLowerCase()))
    for (const entry of entries.filter(isAddress)) addTo(this.#block, entry)
  }

  has(hostname: string, address: string): boolean {
    return (
      this.#names.has(hostname.toLowerCase()) || this.#block.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
    )
  }
}
