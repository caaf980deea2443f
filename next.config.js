/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['undici', 'openpgp'],
  // each page loads with its first visit: what is opened first need not wait for all others
  experimental: { preloadEntriesOnStart: false },
  // `npm test` checks the types of everything; a start must not wait for that, or fail on a test's types
  typescript: { ignoreBuildErrors: true },
}
