/** The hidden frame: requests of the merchant's page that need no card field. */

import { apiClient, intentCalls } from './api.js';
import { serveParent } from './frame_link.js';

serveParent(({ key }) => {
  const request = apiClient(key);
  const intents = intentCalls(request);
  return {
    retrieve: ({ clientSecret }) => intents.retrieve(clientSecret),
    confirm: ({ clientSecret, params }) => intents.confirm(clientSecret, params),
    createPaymentMethod: async ({ data }) => {
      const { object, error } = await request('POST', 'payment_methods', data);
      return error ? { error } : { paymentMethod: object };
    },
    leaveChallenge,
  };
});

/** Closing the bank's page is a failed check. Should the word get lost, the intent keeps waiting: nothing is charged. */
async function leaveChallenge({ url }) {
  const target = new URL(url);
  if (target.origin !== location.origin) return {};
  const answer = await fetch(`${target.pathname}/complete`, {
    method: 'POST',
    body: new URLSearchParams({ outcome: 'fail' }),
    headers: { Accept: 'application/json' },
    credentials: 'omit',
  }).catch(() => null);
  return { told: Boolean(answer?.ok) };
}
