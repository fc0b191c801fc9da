/**
 * How a payment ended, told to the patient on their own phone: paid, declined, not done, called off, or not known yet.
 * An answer that did not come is never called a failure.
 */

import { reasonOf } from './pay_texts.js';

const LOOK_AFTER_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];
const LOOKS_BEFORE_NOT_DONE = 4;
const REFUSED = ['invalid_request_error', 'rate_limit_error', 'authentication_error', 'validation_error'];

export class Outcome {
  #box;
  #texts;
  #data;
  #watch = 0;

  constructor(box, texts, data) {
    this.#box = box;
    this.#texts = texts;
    this.#data = data;
  }

  hide() {
    this.#watch += 1; // whoever is still looking stops
    this.#box.hidden = true;
    document.body.classList.remove('has-outcome');
  }

  /** What confirmPayment resolved with: {paymentIntent} or {error}. */
  afterConfirm(stripe, { paymentIntent, error }) {
    const intent = paymentIntent ?? error?.payment_intent;
    if (intent && this.#isOver(intent)) return this.show(intent);
    if (error?.type === 'card_error' || (error && intent?.status === 'requires_payment_method')) return this.#declined(error);
    if (REFUSED.includes(error?.type)) return this.#notDone();
    return this.#keepLooking(stripe);
  }

  /** On opening the page: most often there is nothing to show yet. */
  showIfOver(stripe, intent, returned) {
    if (this.#isOver(intent)) return this.show(intent);
    if (intent.status === 'processing') return this.#keepLooking(stripe);
    if (returned && intent.last_payment_error) return this.#declined(intent.last_payment_error);
    return undefined;
  }

  show(intent) {
    const { paid, paidSentence, paidAdvice, over, overSentence, overAdvice } = this.#texts;
    if (intent.status === 'succeeded') return this.#draw('paid', paid, paidSentence(`\u2068${this.#data.hospital}\u2069`), paidAdvice);
    if (intent.status === 'canceled') return this.#draw('over', over, overSentence, overAdvice);
    return this.#checking();
  }

  #isOver({ status }) {
    return status === 'succeeded' || status === 'canceled';
  }

  #declined(error) {
    const [sentence, next] = reasonOf(this.#data.declines, error);
    this.#draw('declined', this.#texts.declined, sentence, `${this.#texts.noMoney} ${next}`, true);
  }

  #notDone() {
    const { notDone, notDoneSentence, notDoneAdvice } = this.#texts;
    this.#draw('declined', notDone, notDoneSentence, notDoneAdvice, true);
  }

  #checking(advice = this.#texts.checkingAdvice) {
    this.#draw('checking', this.#texts.checking, this.#texts.checkingSentence, advice);
  }

  /**
   * Ask Stripe until it says how the payment ended. An intent that still waits for a card after several looks was not
   * charged; trying again is safe then, because it is the same intent, which can be charged only once.
   */
  async #keepLooking(stripe) {
    this.#watch += 1;
    const mine = this.#watch;
    let waiting = 0;
    this.#checking();
    for (const pause of LOOK_AFTER_MS) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      const { paymentIntent: intent } = await stripe.retrievePaymentIntent(this.#data.clientSecret);
      if (mine !== this.#watch) return undefined;
      if (intent && this.#isOver(intent)) return this.show(intent);
      if (intent?.status === 'requires_payment_method' && intent.last_payment_error) {
        return this.#declined(intent.last_payment_error);
      }
      waiting = intent?.status.startsWith('requires_') ? waiting + 1 : 0;
      if (waiting === LOOKS_BEFORE_NOT_DONE) return this.#notDone();
    }
    return this.#checking(this.#texts.stillChecking);
  }

  #draw(kind, word, sentence, advice, mayRetry = false) {
    this.#box.dataset.kind = kind;
    this.#box.querySelector('h2').textContent = word;
    this.#box.querySelector('.sentence').textContent = sentence;
    this.#box.querySelector('.advice').textContent = advice;
    this.#box.querySelector('button').hidden = !mayRetry;
    this.#box.hidden = false;
    document.body.classList.add('has-outcome');
    if (mayRetry) this.#box.querySelector('button').focus();
    else this.#box.focus();
  }
}
