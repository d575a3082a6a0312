// Lighthouse's four scores of a page with its phone setting, as one line of JSON: { "scores": { "performance": 100, … }, … }.
//
// Its phone is four times slower than the machine it runs on, which is a fast desk: on a slow one that would be no phone
// that anybody has. The factor follows from Lighthouse's own benchmark of the machine, so that the phone stays the same.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

// The benchmark of a cheap phone (Moto G Power 2022), after which Chrome's own tools set their slowest preset.
const CHEAP_PHONE = 264;

const [url, chromePath] = process.argv.slice(2);
const chrome = await launch({
  chromePath,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-background-networking"],
  logLevel: "silent",
});
try {
  const options = { port: chrome.port, logLevel: "error", output: "json" };
  const { lhr: first } = await lighthouse(url, { ...options, onlyAudits: ["viewport"] });
  const { throttling } = first.configSettings;
  const cpuSlowdownMultiplier = Math.max(1, first.environment.benchmarkIndex / CHEAP_PHONE);
  const { lhr } = await lighthouse(url, { ...options, throttling: { ...throttling, cpuSlowdownMultiplier } });
  const scores = Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round(score * 100)]);
  // A category without a score was not measured: some part of it broke off.
  const broken = Object.values(lhr.audits).find(({ scoreDisplayMode }) => scoreDisplayMode === "error");
  if (broken) throw new Error(`${broken.id}: ${broken.errorMessage}`);
  const failed = Object.values(lhr.audits).filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== "informative");
  process.stdout.write(`${JSON.stringify({ scores: Object.fromEntries(scores), failed: failed.map(({ id }) => id) })}\n`);
} finally {
  await chrome.kill();
}
