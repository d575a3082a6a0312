// Where the phone is, and the sentence to be read out with it. Positions are watched only while somebody looks at this
// page, and only after a word about why; none stays but the one where a line was put right, as long as that holds.
import { getGazetteer } from "./api.js";
import { shownCode } from "./calls.js";
import { putRight } from "./corrections.js";
import { readSetting } from "./database.js";
import { looksLikePhone } from "./device.js";
import { chosenCategory, showFacts, startFacts, withCorrections } from "./facts.js";
import { unpack } from "./gazetteer.js";
import { german, gettext } from "./gettext.js";
import { checkLetters } from "./lettering.js";
import { offerReading } from "./read_aloud.js";
import { startSeen, wordsOf } from "./seen.js";
import { placeSentences, seenSentence, spokenCode } from "./sentence.js";
import { whereabouts } from "./whereabouts.js";
import { fixWords } from "./fix_words.js";

/** @import { Fix } from "./whereabouts.js" */
/** @import { Facts } from "./sentence.js" */
/** @typedef {{ name: string, phone?: string, side?: string, road?: string, direction?: string, km?: number }} Site */

const REFRESH = 1000;
const MEMORY = 300_000;
const OPTIONS = { enableHighAccuracy: true, maximumAge: 60_000, timeout: 60_000 };

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));

/** @type {Fix[]} */
let fixes = [];
let gazetteer = unpack({ attribution: [], towns: [], cities: [], roads: {} });
/** @type {Facts} */
let siteFacts = {};
let asked = false;

// The sentence is German whatever the page speaks, and so are its numbers.
/** @param {number} degrees */
const spoken = (degrees) =>
  new Intl.NumberFormat("de", { minimumFractionDigits: 4, maximumFractionDigits: 4 }).format(degrees);

/** The coordinates, how exact they are and how old. @param {Fix} fix @returns {Facts} */
const positionFacts = ({ lat, lon, accuracy_m, at }) => {
  const coordinates = { lat: spoken(lat), lon: spoken(lon) };
  const age_s = Math.max(0, (Date.now() - at) / 1000);
  const words = [gettext("%(lat)s Nord, %(lon)s Ost", coordinates), fixWords({ lat: 0, lon: 0, accuracy_m: Math.ceil(accuracy_m), age_s })];
  return { coordinates, position: { value: words.join(" · "), sure: true } };
};

/** @returns {Facts} */
const facts = () => {
  const fix = fixes.at(-1);
  const found = fix ? { ...whereabouts(fixes, gazetteer, Date.now()), ...positionFacts(fix) } : {};
  return withCorrections(putRight(found, siteFacts), fix);
};

/** Touched only when it changes: a screen reader would begin anew. @param {Element | null} place @param {string} text */
const write = (place, text) => {
  if (place && place.textContent !== text) place.textContent = text;
};

/** @param {string} name */
const say = (name) => document.querySelector(`[data-say="${name}"]`);
/** @param {string} name */
const means = (name) => document.querySelector(`[data-means="${name}"]`);

const show = () => {
  const known = facts();
  const { own, inGerman } = wordsOf(chosenCategory());
  showFacts(known);
  write(say("place"), placeSentences(known, german));
  write(means("place"), placeSentences(known, gettext));
  write(say("seen"), seenSentence(inGerman, german));
  write(means("seen"), seenSentence(own, gettext));
  // Whoever asked for the position is told what became of that, whatever else is known.
  part("no-position").hidden = fixes.length > 0 || (!asked && Object.keys(known).length > 0);
};

/** @param {GeolocationPosition} position */
const onFix = ({ coords, timestamp }) => {
  const { latitude: lat, longitude: lon, accuracy: accuracy_m } = coords;
  fixes = [...fixes.filter(({ at }) => at > timestamp - MEMORY), { lat, lon, accuracy_m, at: timestamp }];
  part("ask").hidden = true;
  show();
};

const tellRefused = () => {
  if (fixes.length) return;
  part("ask").hidden = true;
  write(part("no-position"), gettext("Die App darf den Standort nicht sehen. Sagen Sie, was auf den Schildern steht."));
};

/** @param {GeolocationPositionError} error */
const onNoFix = ({ code, PERMISSION_DENIED }) => {
  if (code === PERMISSION_DENIED) tellRefused();
};

/** @type {number | undefined} */
let watching;

const look = () => {
  if (watching !== undefined || document.visibilityState === "hidden") return;
  watching = navigator.geolocation.watchPosition(onFix, onNoFix, OPTIONS);
};

const lookAway = () => {
  if (watching !== undefined) navigator.geolocation.clearWatch(watching);
  watching = undefined;
};

/** From now on, whenever somebody looks. */
const follow = () => {
  look();
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? lookAway() : look()));
};

const find = async () => {
  if (!("geolocation" in navigator)) return;
  const status = await navigator.permissions?.query({ name: "geolocation" }).catch(() => undefined);
  if (status?.state === "granted") follow();
  else if (status?.state === "denied") tellRefused();
  else part("ask").hidden = false;
};

/** A tablet cannot call, but it knows where it stands. */
const showSite = async () => {
  const [tablet, site] = await Promise.all([readSetting("tablet"), readSetting("site")]);
  const { name, phone, side, road, direction, km } = /** @type {Site} */ (site ?? {});
  part("no-call").hidden = !tablet;
  part("perhaps-no-call").hidden = Boolean(tablet) || looksLikePhone();
  part("site-phone").hidden = !phone;
  write(part("site-phone").querySelector("bdi"), phone ?? "");
  if (!tablet || !name) return;
  const given = { road, direction, km: km === undefined ? km : String(km).replace(".", ","), rest_area: [name, side].filter(Boolean).join(", ") };
  siteFacts = Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => (value ? [[key, { value, sure: true }]] : [])),
  );
};

const showCode = async () => {
  const code = await shownCode();
  part("code").textContent = spokenCode(code);
  part("say-code").hidden = false;
  await startFacts(code, show);
};

const takeGazetteer = async () => {
  const packed = await getGazetteer();
  if (!packed) return;
  gazetteer = unpack(packed);
  write(part("attribution"), gazetteer.attribution.join(" · "));
};

/** Each by itself: a store that fails must not keep the place from the screen. @param {Promise<unknown>} work */
const then = (work) => void work.catch(() => {}).then(show);

part("facts").hidden = false;
// With a click also what nobody typed just now, before it is sent off.
for (const type of ["input", "click"]) part("facts").addEventListener(type, checkLetters);
part("mend").hidden = false;
part("find").addEventListener("click", () => {
  asked = true;
  write(part("no-position"), gettext("Der Standort wird gesucht. Sie können trotzdem anrufen."));
  follow();
});
then(showCode().then(() => startSeen(show)));
then(showSite());
then(takeGazetteer());
then(find());
offerReading(part("read"), "de", () => [part("sentence").innerText]);
setInterval(show, REFRESH);
