// Keeps one small page readable without internet: the facts of the day and what to do when ill. Nothing else is kept,
// and nothing of it stays when somebody logs out, logs in, or may no longer see the stage.
// onboarding/views/offline.py serves this file at the root, so that it sees every page of the site being opened.
const KEPT = "zonder-internet";
const PAGE = "/mijn-stage/zonder-internet";
const STAGE = "/mijn-stage";
// Whoever opens one of these is leaving, or may be somebody else.
const DOORS = ["/uitloggen", "/inloggen", "/link/", "/link-kwijt", "/wachtwoord"];

let turn = 0; // a copy that was on its way when somebody left is not kept after all

const forget = () => {
  turn += 1;
  return caches.delete(KEPT);
};

const keep = async (styles) => {
  const mine = turn;
  const addresses = [PAGE, ...styles];
  const answers = await Promise.all(
    addresses.map((address) => fetch(address, { credentials: "same-origin", redirect: "manual" })),
  );
  if (answers.some((answer) => !answer.ok)) {
    await forget();
  } else if (mine === turn) {
    const cache = await caches.open(KEPT);
    await Promise.all(addresses.map((address, place) => cache.put(address, answers[place])));
    if (mine !== turn) {
      await caches.delete(KEPT);
    }
  }
};

const kept = async (address) => (await caches.match(address, { cacheName: KEPT })) ?? Response.error();

const openPage = async (request, isStage) => {
  try {
    const answer = await fetch(request);
    if (isStage && (answer.type === "opaqueredirect" || answer.status === 403)) {
      await forget(); // the login page: nobody is logged in any more
    }
    return answer;
  } catch {
    return kept(PAGE); // of every page: what is kept, with the way back, says more than the error of a browser
  }
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  const styles = event.data.keep.filter((address) => new URL(address, location.origin).origin === location.origin);
  event.waitUntil(keep(styles).catch(() => {})); // without internet the copy of last time stays
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) {
    return;
  }
  if (request.mode === "navigate" && DOORS.some((door) => pathname.startsWith(door))) {
    event.waitUntil(forget());
  } else if (request.mode === "navigate" && request.method === "GET") {
    event.respondWith(openPage(request, [STAGE, PAGE].includes(pathname)));
  } else if (request.destination === "style") {
    event.respondWith(fetch(request).catch(() => kept(request.url)));
  }
});
