// What browsers are told not to do with a page of ours: load anything from elsewhere, run anything written into it,
// show it in a frame, or guess what it is.

const POLICY = {
  'default-src': "'none'",
  'style-src': "'self'",
  'script-src': "'self'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
} as const;

/** A page that needs more than ours do says what. */
export function securityHeaders(
  more: Partial<Record<keyof typeof POLICY | 'font-src' | 'worker-src', string>> = {},
): Record<string, string> {
  const policy = Object.entries({ ...POLICY, ...more });
  return {
    'Content-Security-Policy': policy.map(([name, value]) => `${name} ${value}`).join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  };
}
