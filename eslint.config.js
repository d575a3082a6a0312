import js from "@eslint/js";
import globals from "globals";

const rules = {
  curly: ["error", "multi-line"],
  eqeqeq: "error",
  "no-var": "error",
  "prefer-const": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-alert": "error",
  "no-console": "error",
  "no-shadow": "error",
  "no-use-before-define": ["error", { functions: false, variables: false }],
  "no-unused-vars": ["error", { args: "after-used", caughtErrors: "none" }],
  "no-else-return": "error",
  "prefer-template": "error",
  "object-shorthand": "error",
  "max-lines": ["error", { max: 400 }],
  complexity: ["error", 10],
  // The blanks of the inner one are lost when the file is made smaller.
  "no-restricted-syntax": [
    "error",
    { selector: "TemplateLiteral TemplateLiteral", message: "Give the inner text a name of its own." },
    { selector: "TemplateLiteral CallExpression[callee.name=/^n?gettext$/]", message: "The extraction of messages does not look inside; give the text a name first." },
  ],
  "no-restricted-properties": [
    "error",
    { property: "innerHTML", message: "Build nodes; what was typed must stay text." },
    { property: "outerHTML", message: "Build nodes; what was typed must stay text." },
    { property: "insertAdjacentHTML", message: "Build nodes; what was typed must stay text." },
    { object: "document", property: "write", message: "Build nodes." },
    { object: "navigator", property: "onLine", message: "It stays true with the server dead; try, and look at the answer." },
  ],
};

const noStorage = ["localStorage", "sessionStorage"].map((name) => ({
  name,
  message: "Reports and settings live in IndexedDB, where a write is a transaction.",
}));
const noFetch = { name: "fetch", message: "static/driver/api.js is the only file of the phone that talks to the server." };

export default [
  { ignores: ["static/vendor/**", "node_modules/**", ".venv/**", ".node/**", "instance/**"] },
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["static/**/*.js"],
    languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: globals.browser },
    rules: { ...rules, "no-restricted-globals": ["error", ...noStorage] },
  },
  {
    files: ["static/driver/**/*.js"],
    ignores: ["static/driver/api.js"],
    rules: { "no-restricted-globals": ["error", noFetch, ...noStorage] },
  },
  {
    files: ["tests/js/**/*.js", "*.config.js"],
    languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: globals.node },
    rules,
  },
];
