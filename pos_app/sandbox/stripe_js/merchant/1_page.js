/*
 * The sandbox's Stripe.js: the merchant-page half, served as one script of the parts in this folder, in their order and
 * in one scope of their own.
 *
 * Nothing of a card passes through it.  The fields live in a frame of the sandbox's origin (card.html), which sends the
 * card to the sandbox itself; this half only places frames, forwards calls and events, and shows the bank's check.  All
 * requests go out from frames, so the merchant's page needs no right to connect to the sandbox.
 */

const ORIGIN = new URL(document.currentScript.src).origin;
const FRAME_PATIENCE_MS = 20_000;
const RING = 4; // px around the fields, so that the frame's edge does not cut their focus ring

const problem = (type, message, more = {}) => ({ type, message, ...more });
const unreachable = () => problem('api_connection_error', 'We could not reach the payment service. Please try again.');
const misuse = (message) => Object.assign(new Error(message), { name: 'IntegrationError' });
const never = () => new Promise(() => {});
const style = (node, rules) => Object.assign(node.style, rules);

function textOf(element) {
  return typeof element === 'string' ? document.querySelector(element) : element;
}

/** Options cross a MessageChannel, which refuses functions and nodes: send the JSON part only. */
const plain = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

/** Whether the fields stand on a dark ground; the frame must have the same color-scheme or it paints a backdrop. */
function schemeOf(appearance) {
  const wanted = appearance?.variables?.colorBackground;
  if (!wanted) return appearance?.theme === 'night' ? 'dark' : 'light';
  const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  probe.fillStyle = wanted;
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? 'dark' : 'light';
}

class Emitter {
  #listeners = new Map();

  on(name, listener) {
    if (typeof listener !== 'function') throw misuse(`Expected a function as the handler of '${name}'.`);
    const known = this.#listeners.get(name) ?? [];
    this.#listeners.set(name, [...known, listener]);
    return this;
  }

  once(name, listener) {
    const wrapped = (event) => {
      this.off(name, wrapped);
      listener(event);
    };
    wrapped.original = listener;
    return this.on(name, wrapped);
  }

  off(name, listener) {
    const keep = (known) => listener && known !== listener && known.original !== listener;
    this.#listeners.set(name, (this.#listeners.get(name) ?? []).filter(keep));
    return this;
  }

  emit(name, event) {
    (this.#listeners.get(name) ?? []).forEach((listener) => listener(event));
  }
}
