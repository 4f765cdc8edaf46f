// What becomes of each key in the rule lab; runs in the built site after `probe.js`, and nothing in the
// page knows of it.

{
  const whole = (text) => Number(text?.replace(/\D/g, "") || NaN);

  /** Members in the preview, and the length that the page says the text has. */
  const shown = () => ({
    members: whole(document.querySelector(".rule-people [role=tab]")?.textContent),
    characters: whole(document.querySelector(".rule-field .number")?.textContent.split(" of ")[0]),
  });

  const ended = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(0);
    });

  let pressed;
  let last;

  /** Keys so far: `took` from the key to the end of its frame, of which `waited` for the frame's turn. */
  bench.keys = [];

  /** The keys since the last time, each with what stood there before the next one. */
  bench.typed = () => {
    if (last) last.settled = shown();
    last = undefined;
    return bench.keys.splice(0);
  };

  addEventListener("keydown", (event) => {
    if (last) last.settled = shown();
    pressed = event.timeStamp;
  }, true);

  // Bubbling: the page's own listeners were called, and what they put off until they return comes before
  // what is put off here.
  addEventListener("input", async () => {
    if (pressed === undefined) return;
    const start = pressed;
    pressed = undefined;
    const frame = new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
    for (let turn = 0; turn < 3; turn++) await undefined;
    const worked = performance.now();
    const begun = await frame;
    last = { took: await ended() - start, waited: Math.max(0, begun - worked), shown: shown() };
    bench.keys.push(last);
  });
}
