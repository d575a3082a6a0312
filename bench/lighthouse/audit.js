// Lighthouse's four scores of a page with its phone setting, as one line of JSON: { "performance": 100, … }.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [url, chromePath] = process.argv.slice(2);
const chrome = await launch({
  chromePath,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-background-networking"],
  logLevel: "silent",
});
try {
  const options = { port: chrome.port, logLevel: "error", output: "json" };
  const { lhr } = await lighthouse(url, options);
  const scores = Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round(score * 100)]);
  // A category without a score was not measured: some part of it broke off.
  const broken = Object.values(lhr.audits).find(({ scoreDisplayMode }) => scoreDisplayMode === "error");
  if (broken) throw new Error(`${broken.id}: ${broken.errorMessage}`);
  const failed = Object.values(lhr.audits).filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== "informative");
  process.stdout.write(`${JSON.stringify({ scores: Object.fromEntries(scores), failed: failed.map(({ id }) => id) })}\n`);
} finally {
  await chrome.kill();
}
