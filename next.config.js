/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['undici', 'openpgp'],
  // `npm test` checks the types of everything; a start must not wait for that, or fail on a test's types
  typescript: { ignoreBuildErrors: true },
}
