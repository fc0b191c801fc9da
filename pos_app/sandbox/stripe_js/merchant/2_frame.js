/** A frame of the sandbox's origin and a private channel to it; nobody else on the page can listen or speak. */
class Frame {
  #port;
  #pending = new Map();
  #calls = 0;
  #alive;

  constructor(page, hello, onEvent) {
    const channel = new MessageChannel();
    this.#port = channel.port1;
    this.#port.onmessage = ({ data }) => this.#heard(data, onEvent);
    this.node = document.createElement('iframe');
    this.node.src = `${ORIGIN}/elements/${page}#${encodeURIComponent(location.origin)}`;
    this.node.addEventListener('load', () => {
      // The browser delivers this only if the frame really holds the sandbox's origin.
      this.node.contentWindow.postMessage({ kind: 'sandbox.connect', hello }, ORIGIN, [channel.port2]);
    }, { once: true });
    this.#alive = setTimeout(() => {
      this.#abandon();
      onEvent('lost');
    }, FRAME_PATIENCE_MS);
  }

  /** Ask the frame; answers what it answers, or {error} when the frame is gone. Never rejects. */
  call(name, args = {}) {
    return new Promise((resolve) => {
      this.#calls += 1;
      this.#pending.set(this.#calls, resolve);
      this.#port.postMessage({ id: this.#calls, call: name, args: plain(args) });
    });
  }

  remove() {
    clearTimeout(this.#alive);
    this.#abandon();
    this.#port.close();
    this.node.remove();
  }

  #heard({ id, answer, event, data }, onEvent) {
    clearTimeout(this.#alive);
    if (event) return onEvent(event, data);
    this.#pending.get(id)?.(answer);
    this.#pending.delete(id);
  }

  #abandon() {
    this.#pending.forEach((resolve) => resolve({ error: unreachable() }));
    this.#pending.clear();
  }
}
