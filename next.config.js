/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['undici', 'openpgp'],
  experimental: { devtoolSegmentExplorer: false },
}
