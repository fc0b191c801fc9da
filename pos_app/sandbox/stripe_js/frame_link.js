/** The frame's end of the private channel to stripe.js. */

/**
 * Wait for the page around this frame to connect, once, and answer its calls.
 *
 * start(hello, emit) returns the functions the page may call, by name; each answers a plain object or a promise of one.
 * The page says its origin in the fragment; a message from any other window or origin is not ours.
 */
export function serveParent(start) {
  const parentOrigin = decodeURIComponent(location.hash.slice(1));

  function connect(event) {
    const ours = event.source === window.parent && event.origin === parentOrigin;
    if (!ours || event.data?.kind !== 'sandbox.connect' || !event.ports[0]) return;
    window.removeEventListener('message', connect);
    const port = event.ports[0];
    const emit = (name, data) => port.postMessage({ event: name, data });
    const calls = start(event.data.hello, emit);
    port.onmessage = async ({ data: { id, call, args } }) => {
      port.postMessage({ id, answer: await answerTo(calls, call, args) });
    };
    emit('connected');
  }

  window.addEventListener('message', connect);
}

async function answerTo(calls, name, args) {
  if (!Object.hasOwn(calls, name)) return { error: { type: 'invalid_request_error', message: `no such call: ${name}` } };
  try {
    return (await calls[name](args)) ?? {};
  } catch (thrown) {
    // The caller waits for an answer; without one a payment would hang for good.
    return { error: { type: 'api_error', message: String(thrown?.message ?? thrown) } };
  }
}
