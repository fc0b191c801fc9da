/** Requests of the frames to the sandbox's API, in Stripe's form encoding. */

const ANSWER_PATIENCE_MS = 80_000;

/** {a: {b: [1]}} -> a[b][0]=1, leaving out what is undefined or null. */
export function formEncoded(value) {
  const form = new URLSearchParams();
  const add = (name, item) => {
    if (item === undefined || item === null) return;
    if (typeof item !== 'object') form.append(name, String(item));
    else Object.entries(item).forEach(([key, inner]) => add(name ? `${name}[${key}]` : key, inner));
  };
  add('', value);
  return form;
}

/** The collection and id a client secret belongs to, as a path: pi_1_secret_x -> payment_intents/pi_1. */
export function intentPath(clientSecret) {
  const id = String(clientSecret).split('_secret_')[0];
  return `${id.startsWith('seti_') ? 'setup_intents' : 'payment_intents'}/${encodeURIComponent(id)}`;
}

/** Answers {object} or {error}, an error in Stripe's shape. Never rejects: a lost answer is an error of its own. */
export function apiClient(key) {
  return async (method, path, params = {}) => {
    const form = formEncoded(params);
    const url = method === 'GET' ? `/v1/${path}?${form}` : `/v1/${path}`;
    try {
      const answer = await fetch(url, {
        method,
        headers: { Authorization: `Bearer ${key}`, ...(method === 'POST' && { 'Idempotency-Key': newKey() }) },
        body: method === 'GET' ? undefined : form,
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.timeout(ANSWER_PATIENCE_MS),
      });
      return readAnswer(answer.ok, await answer.json());
    } catch {
      // No answer, half an answer or not JSON: whether it took effect is not known here.
      return { error: { type: 'api_connection_error', message: 'We could not reach the payment service.' } };
    }
  };
}

/** Browsers repeat a POST by themselves when a kept connection breaks; the key makes that one request to the API. */
function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function readAnswer(ok, body) {
  if (ok) return { object: body };
  const error = body?.error?.type ? body.error : { type: 'api_error', message: 'The payment service had a problem.' };
  return { error };
}

/** What both kinds of frame can do with an intent. */
export function intentCalls(request) {
  const asIntent = ({ object, error }) => (error ? { error } : { intent: object });
  return {
    retrieve: async (clientSecret) => asIntent(
      await request('GET', intentPath(clientSecret), { client_secret: clientSecret }),
    ),
    confirm: async (clientSecret, params) => asIntent(
      await request('POST', `${intentPath(clientSecret)}/confirm`, {
        ...params, client_secret: clientSecret, use_stripe_sdk: true,
      }),
    ),
  };
}
