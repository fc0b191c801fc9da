/**
 * The pay page: Stripe's Payment Element and what happens around it.
 *
 * The till opens it with view=till, draws the button itself and follows the address's fragment, always `#STEP-N`. What
 * the page says there is a hint to look, never the truth: the server reads that from Stripe.  A patient's phone gets
 * the same page with a button, an amount and the outcome.
 *
 * So that nobody waits for what is the same for every payment, the till has the page loaded before there is one: then it
 * says `waiting`, and takes one payment by hmisPay.open(), once. From then on it is the page at that payment's address.
 */

import { Keeping } from './pay_keeping.js';
import { appearanceOf, fontsFor } from './pay_look.js';
import { Outcome } from './pay_outcome.js';
import { textsFor } from './pay_texts.js';

const STRIPE_PATIENCE_MS = 15_000;
const FORM_PATIENCE_MS = 25_000;

const data = JSON.parse(document.getElementById('pay-data').textContent);
const texts = textsFor(data.locale);
let stripe = null;
const root = document.documentElement;
const inTill = root.dataset.view === 'till';
/** As in the style sheet. */
const LITTLE_HEIGHT = matchMedia('(max-height: 440px)');
const look = () => appearanceOf(root, inTill && LITTLE_HEIGHT.matches);
const find = (id) => document.getElementById(id);

/** Tells the till where the page stands. N goes on growing over a reload, so that the till can order what it hears. */
class Steps {
  #count = Number(/-(\d+)$/.exec(location.hash)?.[1] ?? 0);
  #form = '';
  #last = '';

  say(step) {
    this.#count += 1;
    this.#form = '';
    this.#last = step;
    history.replaceState(null, '', `#${step}-${this.#count}`);
  }

  saidLast(step) {
    return this.#last === step;
  }

  /** incomplete or complete, said only when it changes: a fast typist would flood the till. */
  form(step) {
    if (this.#form === step) return;
    this.say(step);
    this.#form = step;
  }
}

class PayPage {
  #steps = new Steps();
  #keeping = data.keeping ? new Keeping(find('consent'), data) : null;
  #outcome = inTill ? null : new Outcome(find('outcome'), texts, data);
  #stripe = null;
  #elements = null;
  #element = null;
  #ready = false;
  #busy = false;
  #againWanted = false;

  start() {
    this.#steps.say('loading');
    find('pay-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit();
    });
    find('reload').addEventListener('click', () => location.reload());
    find('again')?.addEventListener('click', () => this.again());
    whenLoaded(find('stripe-js'), () => this.#open(), () => this.#noForm());
  }

  /** Send the card. Nothing is sent while the form is incomplete or another card is on its way. */
  async submit() {
    if (this.#busy) return;
    if (!this.#ready) return void this.#steps.say('invalid');
    this.#setBusy(true);
    try {
      await this.#send();
    } finally {
      this.#setBusy(false);
      if (this.#againWanted) this.again();
    }
  }

  focus() {
    this.#element?.focus();
  }

  /** The bank asks about a card that is kept, and that the server has charged. */
  async checkBank() {
    if (this.#busy) return;
    if (!this.#stripe) return void this.#steps.say('invalid');
    this.#setBusy(true);
    try {
      await this.#stripe.handleNextAction({ clientSecret: data.clientSecret });
      this.#steps.say('handback');
    } finally {
      this.#setBusy(false);
      if (this.#againWanted) this.again();
    }
  }

  /**
   * Empty fields for another card on the same payment. The till may have heard from the server that a card was declined
   * before Stripe.js has told this page; then the fields are emptied as soon as it has.
   */
  again() {
    this.#againWanted = this.#busy;
    if (this.#busy || !this.#ready) return;
    this.#outcome?.hide();
    this.#element.clear();
    this.#element.focus();
    this.#steps.say('ready');
  }

  #open() {
    if (this.#stripe) return;
    hide('trouble');
    try {
      this.#stripe = stripeWith(data.publishableKey);
      this.#elements = this.#stripe.elements({
        clientSecret: data.clientSecret,
        ...(data.customerSession && { customerSessionClientSecret: data.customerSession }),
        locale: data.locale,
        appearance: look(),
        fonts: fontsFor(data.locale, find('stripe-js').src),
        loader: 'never',
      });
      LITTLE_HEIGHT.addEventListener('change', () => this.#elements.update({ appearance: look() }));
      this.#mount();
    } catch (thrown) {
      console.warn('Stripe.js refused to start:', thrown);
      this.#noForm();
    }
  }

  #mount() {
    const wallet = inTill ? 'never' : 'auto'; // at the counter a wallet would be the hospital's own
    this.#element = this.#elements.create('payment', {
      layout: 'tabs',
      business: { name: data.hospital },
      terms: { card: 'never' }, // consent is asked for in our own words
      wallets: { applePay: wallet, googlePay: wallet, link: 'never' },
    });
    const patience = setTimeout(() => this.#noForm(), FORM_PATIENCE_MS);
    this.#element.on('ready', () => {
      clearTimeout(patience);
      this.#formReady();
    });
    this.#element.on('loaderror', () => {
      clearTimeout(patience);
      this.#formRefused();
    });
    this.#element.on('change', ({ complete, empty, value }) => {
      this.#keeping?.offer(!value?.payment_method); // a card that is kept already needs no yes
      if (!empty || !this.#steps.saidLast('ready')) this.#steps.form(complete ? 'complete' : 'incomplete');
    });
    this.#element.mount('#payment-element');
    if (!inTill) this.#lookWhetherOver();
  }

  #formReady() {
    this.#ready = true;
    hide('skeleton', 'trouble');
    this.#keeping?.show();
    if (find('pay')) find('pay').disabled = false;
    this.#steps.say('ready');
  }

  /** An intent that is paid or called off has no form any more: that is for the server to say, not an error. */
  async #formRefused() {
    const { paymentIntent } = await this.#stripe.retrievePaymentIntent(data.clientSecret);
    if (!['succeeded', 'processing', 'canceled', 'requires_capture'].includes(paymentIntent?.status)) return this.#noForm();
    hide('skeleton');
    this.#outcome?.show(paymentIntent);
    return this.#steps.say('handback');
  }

  #noForm() {
    this.#ready = false;
    hide('skeleton');
    this.#keeping?.hide();
    const box = find('trouble');
    box.querySelector('.sentence').textContent = texts.noForm;
    box.querySelector('.advice').textContent = texts.noFormAdvice;
    box.hidden = false;
    this.#steps.say('loaderror');
  }

  async #send() {
    const { error: incomplete } = await this.#elements.submit();
    if (incomplete) return this.#steps.say('invalid');
    this.#steps.say('confirming');
    const kept = await this.#keeping?.answer();
    const result = await this.#stripe.confirmPayment({
      elements: this.#elements,
      redirect: 'if_required',
      confirmParams: { return_url: returnUrl(), ...kept },
    });
    this.#steps.say('handback');
    return this.#outcome?.afterConfirm(this.#stripe, result);
  }

  /** After a redirect to the bank, or a reload, the payment may have ended already. */
  async #lookWhetherOver() {
    const { paymentIntent } = await this.#stripe.retrievePaymentIntent(data.clientSecret);
    const returned = new URL(location.href).searchParams.has('redirect_status');
    if (returned) history.replaceState(null, '', returnUrl() + location.hash);
    if (paymentIntent && !this.#busy) this.#outcome.showIfOver(this.#stripe, paymentIntent, returned);
  }

  #setBusy(busy) {
    this.#busy = busy;
    document.body.classList.toggle('busy', busy);
    find('save-card').disabled = busy;
    const button = find('pay');
    if (!button) return;
    button.disabled = busy;
    find('pay-label').textContent = busy ? texts.paying : texts.pay(apart(data.amountText));
  }
}

/** Everything is there but the payment. */
class WaitingPage {
  #taken = false;

  start() {
    const steps = new Steps();
    const there = () => {
      stripeWith(data.publishableKey);
      steps.say('waiting');
    };
    whenLoaded(find('stripe-js'), there, () => {}); // without Stripe.js it is never said to wait, and so never used
  }

  /** address: the pay page's, on this server. What is not simply a form (an end, a fault, another version) it shows. */
  async open(address) {
    if (this.#taken) return;
    this.#taken = true;
    history.replaceState(null, '', address);
    const found = await formAt(address).catch(() => null);
    if (found?.build !== data.build || found.publishableKey !== data.publishableKey) return void location.reload();
    Object.assign(data, found);
    begin();
  }
}

async function formAt(address) {
  const url = new URL(address, location.href);
  const answer = await fetch(`${url.pathname}/form${url.search}`, { cache: 'no-store' });
  return answer.ok ? answer.json() : null;
}

/** One for the page: it brings a frame of its own along. */
function stripeWith(key) {
  stripe ??= window.Stripe(key, { locale: data.locale });
  return stripe;
}

/** Stripe.js runs after this module, so its events are still to come. Late is not lost: it may come after all. */
function whenLoaded(script, loaded, failed) {
  if (window.Stripe) return loaded();
  const patience = setTimeout(failed, STRIPE_PATIENCE_MS);
  const settle = (then) => () => {
    clearTimeout(patience);
    then();
  };
  script.addEventListener('load', settle(loaded), { once: true });
  return script.addEventListener('error', settle(failed), { once: true });
}

/** This page's address without the fragment and without what Stripe added to it on the way back. */
function returnUrl() {
  const url = new URL(location.href);
  url.hash = '';
  ['payment_intent', 'payment_intent_client_secret', 'redirect_status'].forEach((name) => url.searchParams.delete(name));
  return url.href;
}

function hide(...ids) {
  ids.forEach((id) => (find(id).hidden = true));
}

/** Set apart from the text around it, so that $148.00 does not become 148.00$ in a right-to-left sentence. */
const apart = (text) => `\u2068${text}\u2069`;

function fillWords() {
  document.title = texts.title(data.hospital);
  for (const node of document.querySelectorAll('[data-text]')) {
    const words = texts[node.dataset.text];
    node.textContent = typeof words === 'function' ? words(apart(data.hospital)) : words;
  }
  for (const node of document.querySelectorAll('[data-fill]')) node.textContent = apart(data[node.dataset.fill] ?? '');
  for (const node of document.querySelectorAll('.test-only')) node.hidden = !data.test;
  root.classList.toggle('is-test', Boolean(data.test));
  root.classList.add('has-words');
  if (find('pay-label')) find('pay-label').textContent = texts.pay(apart(data.amountText));
}

let page = null;
const waiting = data.waiting ? new WaitingPage() : null;

function begin() {
  fillWords();
  page = new PayPage();
  page.start();
}

window.hmisPay = Object.freeze({
  submit: () => void page?.submit(),
  focus: () => page?.focus(),
  again: () => page?.again(),
  checkBank: () => void page?.checkBank(),
  open: (address) => void waiting?.open(address),
});
if (waiting) waiting.start();
else begin();
