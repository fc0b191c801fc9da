/** The bank's page over the merchant's. Resolves with 'done' when the page says so, 'closed' when it was left. */
function challenge(url) {
  const dialog = document.createElement('dialog');
  const frame = document.createElement('iframe');
  const close = document.createElement('button');
  dialog.setAttribute('aria-label', '3D Secure');
  frame.title = '3D Secure';
  frame.src = url;
  close.type = 'button';
  close.textContent = '×';
  close.setAttribute('aria-label', 'Close');
  style(dialog, {
    position: 'fixed', inset: '0', width: '100vw', height: '100vh', maxWidth: 'none', maxHeight: 'none', margin: '0',
    padding: '12px', border: '0', boxSizing: 'border-box', display: 'grid', placeItems: 'center', overflow: 'hidden',
    background: 'rgba(20, 24, 23, .62)',
  });
  style(frame, {
    gridArea: '1 / 1', width: '100%', maxWidth: '400px', height: '100%', maxHeight: '440px', border: '0',
    borderRadius: '12px', background: '#fff', boxShadow: '0 10px 32px rgba(0, 0, 0, .4)', colorScheme: 'light',
  });
  style(close, {
    gridArea: '1 / 1', justifySelf: 'center', alignSelf: 'center', width: '40px', height: '40px', border: '0',
    borderRadius: '8px', background: 'transparent', color: '#48524e', font: '24px/1 system-ui, sans-serif',
    cursor: 'pointer', zIndex: '1', translate: 'calc(min(100vw - 24px, 400px) / 2 - 24px) calc(max(24px - 50vh, -220px) + 24px)',
  });
  dialog.append(frame, close);
  document.body.append(dialog);
  dialog.showModal();
  frame.focus();
  return new Promise((resolve) => {
    const finish = (outcome) => {
      window.removeEventListener('message', hear);
      dialog.remove();
      resolve(outcome);
    };
    const hear = (event) => {
      if (event.origin !== ORIGIN || event.source !== frame.contentWindow) return;
      if (event.data?.kind === 'sandbox.3ds') finish(event.data.outcome === 'closed' ? 'closed' : 'done');
    };
    window.addEventListener('message', hear);
    close.addEventListener('click', () => finish('closed'));
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      finish('closed');
    });
  });
}
