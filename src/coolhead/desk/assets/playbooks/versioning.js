// The few settings that every text has at its head: read and written without touching the rest.

const VERSION = /^version:[ \t]*(\S*).*$/m;

export function withVersion(text, version) {
  if (VERSION.test(text)) return text.replace(VERSION, `version: ${version}`);
  return text.replace(/^(name:.*)$/m, `$1\nversion: ${version}`);
}

export function beginning(base) {
  return `extends: ${base}\nname: our-team\ntitle: Our team\nversion: 1\n\n# What this does not say stays as in ${base}. Try, for example:\n# apology: {policy: always}\n`;
}

// A text that replaces what ships under its own name.
export function replacing(name, title, version) {
  return `extends: ${name}\nname: ${name}\ntitle: ${JSON.stringify(title)}\nversion: ${version}\n`;
}
