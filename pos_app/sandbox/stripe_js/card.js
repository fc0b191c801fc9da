/**
 * The card fields. The card goes from here to the sandbox's API and nowhere else: the merchant's page hears only that
 * the form is empty or complete, and how a request ended.
 */

import { apiClient, intentCalls } from './api.js';
import { applyAppearance, loadFonts } from './appearance.js';
import { showBrand } from './brand_marks.js';
import * as rules from './card_rules.js';
import { countriesIn, firstCountry } from './countries.js';
import { serveParent } from './frame_link.js';
import { messagesFor } from './messages.js';
import { groupWhileTyping } from './typing.js';

const FONT_PATIENCE_MS = 500;
const PAINT_PATIENCE_MS = 300;
const PREFIX = 'Field-';
const by = (name) => document.getElementById(`${PREFIX}${name}`);
const inputs = Object.fromEntries(
  ['number', 'expiry', 'cvc', 'country', 'postalCode'].map((name) => [name, by(`${name}Input`)]),
);
const TYPED = ['number', 'expiry', 'cvc', 'postalCode'];

class CardForm {
  #emit;
  #texts = {};
  #language = 'en';
  #preset = {};
  #asked = { country: true, postalCode: true };
  #lastChange = '';
  #tabAbsorbedIn = null;

  constructor(emit) {
    this.#emit = emit;
    const { number, expiry, cvc, postalCode, country } = inputs;
    const onEdit = (name, next) => (grew) => this.#edited(name, grew ? next : null);
    groupWhileTyping(number, (raw) => rules.formatNumber(rules.digitsOf(raw)), onEdit('number', expiry));
    groupWhileTyping(expiry, (raw, added) => rules.formatExpiry(expiryOf(raw, added)), onEdit('expiry', cvc));
    groupWhileTyping(cvc, (raw) => rules.digitsOf(raw).slice(0, rules.cvcLength(this.#number)), onEdit('cvc', null));
    postalCode.addEventListener('input', () => this.#postalTyped());
    country.addEventListener('change', () => this.#countryChosen());
    for (const name of TYPED) inputs[name].addEventListener('blur', () => this.#judge(name, true));
    document.addEventListener('keydown', (event) => this.#key(event));
    this.#watchFocus();
  }

  get #number() {
    return rules.digitsOf(inputs.number.value);
  }

  /** Language, looks and which fields are asked for; element options say the fields, group options the rest. */
  configure({ group, element, language }) {
    if (group) {
      if (group.appearance) applyAppearance(group.appearance);
      if (language || group.locale) this.#speak(group.locale, language ?? navigator.language);
    }
    if (element) {
      this.#preset = element.defaultValues?.billingDetails ?? this.#preset;
      if (element.fields) this.#asked = askedFields(element.fields);
      if ('readOnly' in element) this.lock(element.readOnly);
    }
    if (!inputs.country.value) inputs.country.value = firstCountry(this.#preset.address?.country, group?.locale, language);
    if (!inputs.postalCode.value && this.#preset.address?.postal_code) {
      inputs.postalCode.value = this.#preset.address.postal_code;
    }
    this.#countryChosen();
    this.#showBrand();
  }

  /** Read-only rather than disabled, so that the focus stays where it is. */
  lock(locked) {
    for (const name of TYPED) inputs[name].readOnly = Boolean(locked);
    inputs.country.disabled = Boolean(locked);
    document.body.classList.toggle('locked', Boolean(locked));
  }

  focus() {
    (TYPED.map((name) => inputs[name]).find((input) => !input.value && !input.closest('[hidden]')) ?? inputs.number).focus();
  }

  clear() {
    for (const name of TYPED) {
      inputs[name].value = '';
      this.#showProblem(name, null);
    }
    this.#showBrand();
    this.#report();
  }

  /** null, or the first thing that is wrong, shown at its field with the focus on it. */
  validate() {
    const found = TYPED.map((name) => [name, this.#judge(name, true, true)]).filter(([, code]) => code);
    if (!found.length) return null;
    const [name, code] = found[0];
    inputs[name].focus();
    return { type: 'validation_error', code, message: this.#texts[code] };
  }

  /** The card as the API takes it. Never leaves this frame but in a request. */
  details(extra = {}) {
    const expiry = expiryOf(inputs.expiry.value);
    const address = {
      ...(this.#asked.country && { country: inputs.country.value }),
      ...(this.#postalAsked && { postal_code: inputs.postalCode.value.trim() }),
    };
    return {
      ...extra,
      type: 'card',
      card: {
        number: this.#number,
        exp_month: expiry.slice(0, 2),
        exp_year: expiry.slice(2),
        cvc: rules.digitsOf(inputs.cvc.value),
      },
      billing_details: {
        ...this.#preset, ...extra.billing_details,
        address: { ...this.#preset.address, ...extra.billing_details?.address, ...address },
      },
    };
  }

  get #postalAsked() {
    return this.#asked.postalCode && rules.postalRule(inputs.country.value) !== null;
  }

  #speak(locale, browserLanguage) {
    const { language, texts, dir } = messagesFor(locale, browserLanguage);
    this.#texts = texts;
    this.#language = language;
    Object.assign(document.documentElement, { lang: language, dir });
    document.querySelectorAll('[data-text]').forEach((node) => (node.textContent = texts[node.dataset.text]));
    document.querySelectorAll('[data-hint]').forEach((node) => (node.placeholder = texts[node.dataset.hint]));
    const chosen = inputs.country.value;
    inputs.country.replaceChildren(...countriesIn(language).map(([code, name]) => new Option(name, code)));
    inputs.country.value = chosen;
  }

  #edited(name, next) {
    this.#tabAbsorbedIn = null;
    if (name === 'number') this.#showBrand();
    const code = this.#judge(name, false);
    this.#report();
    const full = name !== 'number' || this.#number.length === rules.longestNumber(this.#number);
    if (next && !code && full) this.#moveOn(next);
  }

  /** A complete field hands the focus on. Who presses Tab out of habit must not skip the field just reached. */
  #moveOn(next) {
    next.focus();
    next.select();
    this.#tabAbsorbedIn = next;
  }

  #postalTyped() {
    this.#tabAbsorbedIn = null;
    const rule = rules.postalRule(inputs.country.value);
    const text = inputs.postalCode.value;
    inputs.postalCode.value = (rule?.digitsOnly ? rules.digitsOf(text) : text).slice(0, rule?.longest);
    this.#judge('postalCode', false);
    this.#report();
  }

  #countryChosen() {
    const rule = rules.postalRule(inputs.country.value);
    by('country').hidden = !this.#asked.country;
    by('postalCode').hidden = !this.#postalAsked;
    by('country').classList.toggle('wide', !this.#postalAsked);
    by('postalCode').querySelector('label').textContent = this.#texts[rule?.label ?? 'postal'];
    inputs.postalCode.inputMode = rule?.digitsOnly ? 'numeric' : 'text';
    inputs.postalCode.placeholder = { US: '12345', CA: 'M5T 1T4', GB: 'WS11 1DB' }[inputs.country.value] ?? '';
    this.#showProblem('postalCode', null);
    this.#report();
  }

  #problemOf(name) {
    const value = inputs[name].value;
    if (name === 'number') return rules.numberProblem(this.#number);
    if (name === 'expiry') return rules.expiryProblem(expiryOf(value));
    if (name === 'cvc') return rules.cvcProblem(rules.digitsOf(value), this.#number);
    return this.#postalAsked ? rules.postalProblem(value, inputs.country.value) : null;
  }

  /** Show what is wrong with a field: at once what can't become right, what is only unfinished when it is left. */
  #judge(name, left, emptyToo = false) {
    const code = this.#problemOf(name);
    const unfinished = code?.startsWith('incomplete');
    const silent = (unfinished && !left) || (!inputs[name].value && !emptyToo);
    this.#showProblem(name, silent ? null : code);
    inputs[name].classList.toggle('complete', !code);
    return code;
  }

  #showProblem(name, code) {
    by(`${name}Error`).textContent = code ? this.#texts[code] : '';
    inputs[name].setAttribute('aria-invalid', String(Boolean(code)));
  }

  #showBrand() {
    const empty = !inputs.number.value;
    showBrand(by('number').querySelector('.brands'), rules.brandOf(this.#number).name, empty);
  }

  #report() {
    const empty = TYPED.every((name) => !inputs[name].value);
    const complete = TYPED.every((name) => !this.#problemOf(name));
    const change = { empty, complete, collapsed: false, value: { type: 'card' } };
    if (this.#lastChange && this.#lastChange !== JSON.stringify(change)) this.#emit('change', change);
    this.#lastChange = JSON.stringify(change);
  }

  #key(event) {
    if (event.key === 'Tab' && this.#tabAbsorbedIn === event.target && !event.shiftKey && !event.target.value) {
      event.preventDefault();
    } else if (event.key === 'Enter' && event.target.tagName === 'INPUT' && !event.isComposing) {
      event.preventDefault();
      this.#judge(event.target.name, true);
      this.#emit('submit');
    } else if (event.key === 'Escape') {
      this.#emit('escape');
    }
    this.#tabAbsorbedIn = null;
  }

  /** Moving among our own fields is no change of focus for the merchant. */
  #watchFocus() {
    let inside = false;
    document.addEventListener('focusin', () => {
      if (!inside) this.#emit('focus');
      inside = true;
    });
    document.addEventListener('focusout', (event) => {
      if (event.relatedTarget) return;
      inside = false;
      this.#emit('blur');
    });
  }
}

/** Browsers drop keys meant for a frame that has never been painted; a hidden page is not painted at all. */
function painted() {
  const twoFrames = new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return Promise.race([twoFrames, pause(PAINT_PATIENCE_MS)]);
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Month and year digits of the expiry field; a slash typed after one digit says that it was the whole month. */
function expiryOf(raw, typed = false) {
  return rules.expiryDigits(rules.digitsOf(typed ? raw.replace(/^\s*([1-9])\s*[/-]/, '0$1') : raw));
}

/** Which address fields are asked for, from the element's `fields` option. */
function askedFields(fields) {
  const billing = fields?.billingDetails;
  const address = billing === 'never' ? 'never' : billing?.address;
  const asked = (name) => address !== 'never' && address?.[name] !== 'never';
  return { country: asked('country'), postalCode: asked('postalCode') };
}

/** Tell the page how high the fields are, whenever that changes. */
function reportHeight(emit) {
  const tell = () => emit('resize', { height: Math.ceil(document.body.getBoundingClientRect().height) });
  new ResizeObserver(tell).observe(document.body);
}

serveParent((hello, emit) => {
  const form = new CardForm(emit);
  const request = apiClient(hello.key);
  const intents = intentCalls(request);
  const { clientSecret } = hello.group;

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
    const problem = clientSecret ? await unusable(intents, clientSecret) : null;
    if (problem) return emit('loaderror', { error: problem });
    await fonts;
    form.configure(hello);
    document.body.hidden = false;
    reportHeight(emit);
    await painted();
    return emit('ready');
  }
  open();

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
    confirm: ({ clientSecret: secret, params: { payment_method_data: extra, ...params } }) => sending(
      () => intents.confirm(secret, { ...params, payment_method_data: form.details(extra) }),
    ),
    createPaymentMethod: ({ params }) => sending(
      () => made('payment_methods', form.details(params), 'paymentMethod'),
    ),
    createConfirmationToken: ({ params = {} }) => sending(() => made('confirmation_tokens', {
      ...params, payment_method_data: form.details(params.payment_method_data),
    }, 'confirmationToken')),
  };
});

/** An error when the intent can't take a card: unknown, refused, or over. */
async function unusable(intents, clientSecret) {
  const { intent, error } = await intents.retrieve(clientSecret);
  if (error) return error;
  const open = ['requires_payment_method', 'requires_confirmation', 'requires_action'];
  if (open.includes(intent.status)) return null;
  const message = `This intent is ${intent.status} and can no longer take a card.`;
  return { type: 'invalid_request_error', code: 'payment_intent_unexpected_state', message, payment_intent: intent };
}
