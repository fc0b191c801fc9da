/**
 * The frame with the card fields. The card goes from here to the sandbox's API and nowhere else: the merchant's page
 * hears only that the form is empty or complete, which saved card is chosen, and how a request ended.
 */

import { apiClient, intentCalls } from './api.js';
import { loadFonts } from './appearance.js';
import { CardForm } from './card_form.js';
import { serveParent } from './frame_link.js';

const FONT_PATIENCE_MS = 500;
const PAINT_PATIENCE_MS = 300;
const SAVED_ALREADY = {
  type: 'invalid_request_error', message: 'A saved payment method is chosen: pay with it, or make a confirmation token.',
};

/** Browsers drop keys meant for a frame that has never been painted; a hidden page is not painted at all. */
function painted() {
  const twoFrames = new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return Promise.race([twoFrames, pause(PAINT_PATIENCE_MS)]);
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Tell the page how high the fields are, whenever that changes. */
function reportHeight(emit) {
  const tell = () => emit('resize', { height: Math.ceil(document.body.getBoundingClientRect().height) });
  new ResizeObserver(tell).observe(document.body);
}

serveParent((hello, emit) => {
  const request = apiClient(hello.key);
  const intents = intentCalls(request);
  const { clientSecret, customerSessionClientSecret: session } = hello.group;
  const form = new CardForm(emit, (id) => request('POST', `elements/payment_methods/${encodeURIComponent(id)}/detach`, {
    customer_session_client_secret: session,
  }));
  let keeps = clientSecret?.startsWith('seti_') || hello.group.mode === 'setup'; // whether the card is kept whatever the payer ticks

  /** While a card is on its way nothing in the form may change. */
  async function sending(work) {
    const wrong = form.validate();
    if (wrong) return { error: wrong };
    form.lock(true);
    try {
      return await work();
    } finally {
      form.lock(false);
    }
  }

  async function made(path, params, name) {
    const { object, error } = await request('POST', path, params);
    return error ? { error } : { [name]: object };
  }

  async function open() {
    const fonts = Promise.race([loadFonts(hello.group.fonts), pause(FONT_PATIENCE_MS)]); // text should not jump
    const { error, intent } = clientSecret ? await usable(intents, clientSecret) : {};
    if (error) return emit('loaderror', { error });
    keeps ||= Boolean(intent?.setup_future_usage ?? hello.group.setupFutureUsage);
    const customer = await saved();
    if (customer.error) return emit('loaderror', customer);
    await fonts;
    form.offer(customer);
    form.configure(hello);
    document.body.hidden = false;
    reportHeight(emit);
    await painted();
    emit('ready');
    return form.announce();
  }
  open();

  /** The customer's cards that the session lets us show, and what may be done with them. */
  async function saved() {
    if (!session) return { payment_methods: [] };
    const { object, error } = await request('GET', 'elements/sessions', { customer_session_client_secret: session });
    return error ? { error } : object.customer;
  }

  /** A new card's details, with how far the payer lets it be shown again. */
  function newCard(extra) {
    const shown = form.saving ? 'always' : form.saving === false && keeps ? 'limited' : undefined;
    return form.details({ ...(shown && { allow_redisplay: shown }), ...extra });
  }

  /** What a confirmation is sent: the saved card by its name, or the new one with its details. */
  function payingWith(secret, { payment_method_data: extra, ...params }) {
    if (form.chosen) return { ...params, payment_method: form.chosen.id };
    const usage = form.saving && secret.startsWith('pi_') ? form.saveUsage : undefined;
    return { ...(usage && { setup_future_usage: usage }), ...params, payment_method_data: newCard(extra) };
  }

  return {
    focus: () => form.focus(),
    blur: () => document.activeElement?.blur(),
    clear: () => form.clear(),
    update: (options) => form.configure(options),
    validate: () => {
      const wrong = form.validate();
      return wrong ? { error: wrong } : { selectedPaymentMethod: 'card' };
    },
    fetchUpdates: async () => (clientSecret ? intents.retrieve(clientSecret) : {}),
    confirm: ({ clientSecret: secret, params }) => sending(() => intents.confirm(secret, payingWith(secret, params))),
    createPaymentMethod: ({ params }) => (form.chosen ? { error: SAVED_ALREADY } : sending(
      () => made('payment_methods', newCard(params), 'paymentMethod'),
    )),
    createConfirmationToken: ({ params = {} }) => sending(
      () => made('confirmation_tokens', payingWith('pi_', params), 'confirmationToken'),
    ),
  };
});

/** {intent}, or {error} when it can't take a card: unknown, refused, or over. */
async function usable(intents, clientSecret) {
  const { intent, error } = await intents.retrieve(clientSecret);
  if (error) return { error };
  const open = ['requires_payment_method', 'requires_confirmation', 'requires_action'];
  if (open.includes(intent.status)) return { intent };
  const message = `This intent is ${intent.status} and can no longer take a card.`;
  return { error: { type: 'invalid_request_error', code: 'payment_intent_unexpected_state', message, payment_intent: intent } };
}
