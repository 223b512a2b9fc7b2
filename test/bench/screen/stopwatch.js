/**
 * Runs in the page before anything of it: takes the time from a navigation, a click or a key to the paint of what it
 * leads to. A row that is painted while the page is still busy has not been reached, so the clock is read by a task
 * that comes after the frame.
 */
(() => {
  let lastInput = 0;
  let keys = null;

  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });

  const until = (find) =>
    new Promise((resolve) => {
      const found = find();
      if (found) return resolve(found);
      const observer = new MutationObserver(() => {
        const element = find();
        if (!element) return;
        observer.disconnect();
        resolve(element);
      });
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });

  const withText = (selector, text) =>
    [...document.querySelectorAll(selector)].find((element) => element.textContent.includes(text));

  const hear = ({ type, timeStamp }) => {
    lastInput = timeStamp;
    if (keys && type === 'keydown') painted().then((at) => keys.push(at - timeStamp));
  };
  for (const type of ['keydown', 'click']) window.addEventListener(type, hear, true);

  globalThis.stopwatch = {
    /** Milliseconds of this page's life until a row with this text is there and a key moves the explorer's selection. */
    async usable(text) {
      const row = await until(() => withText('[role="tree"] [role="treeitem"]', text));
      const tree = row.closest('[role="tree"]');
      tree.focus();
      tree.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
      await until(() => tree.querySelector('[aria-selected="true"]'));
      return painted();
    },
    /** Scrolls the explorer's tree to the row with this text, which so many others follow, as soon as it is there. */
    async reveal(text, followers) {
      const tree = document.querySelector('[role="tree"]');
      const { height } = tree.querySelector('[role="treeitem"]').getBoundingClientRect();
      while (!withText('[role="treeitem"]', text)) {
        tree.scrollTop = tree.scrollHeight - (followers + 1) * height - tree.clientHeight / 2;
        await painted();
      }
    },
    /** Milliseconds from the last key or click to the paint of a page under this heading. */
    async opened(title) {
      await until(() => withText('main h1', title));
      return (await painted()) - lastInput;
    },
    /** Starts to take the milliseconds from each key to the next paint; `typed` gives them. */
    type() {
      keys = [];
    },
    typed() {
      return keys;
    },
  };
})();
