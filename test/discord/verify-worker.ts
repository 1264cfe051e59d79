// A Worker that tells both verdicts over signed requests. Only a test bundles it.
import { type SignedBody, verdicts } from './verdicts.ts';

export default {
  async fetch(request) {
    const { publicKey, signed } = await request.json<{ publicKey: string; signed: SignedBody[] }>();
    return Response.json(await verdicts(publicKey, signed));
  },
} satisfies ExportedHandler;
