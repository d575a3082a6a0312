// Before the first paint, so a plain script and no module: dark at night, in the chosen language, and no way back to what was left in a hurry.
{
  const EVENING = 20;
  const MORNING = 7;
  const root = document.documentElement;

  const showNight = () => {
    const hour = new Date().getHours();
    const dark = hour >= EVENING || hour < MORNING;
    // A cookie, because a store that answers later would let the light page flash first.
    root.toggleAttribute("data-night", dark && !/(?:^|; )night=off/.test(document.cookie));
  };

  // Whoever left lands on the neutral page again instead of here, unless they open the app on purpose.
  const stayAway = () => {
    const [arrival] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    if (window.name !== "away" || location.pathname.endsWith("/away")) return;
    if (arrival?.type !== "back_forward") {
      window.name = "";
      return;
    }
    root.hidden = true;
    location.replace(`/${root.lang}/away`);
  };

  // The worker hears of a choice a moment later than the cookie does: until then "/" comes in the language before.
  const saved = /(?:^|; )language=(\w+)/.exec(document.cookie)?.[1];
  if (location.pathname === "/" && saved && saved !== root.lang && root.dataset.languages?.split(" ").includes(saved)) {
    location.replace(`/${saved}/${location.search}${location.hash}`);
  }
  stayAway();
  showNight();
  addEventListener("night", showNight);
  document.addEventListener("visibilitychange", showNight);
  // Kept as it was left, the page is blank already.
  addEventListener("pageshow", (event) => event.persisted && root.hidden && location.replace(`/${root.lang}/away`));
}
