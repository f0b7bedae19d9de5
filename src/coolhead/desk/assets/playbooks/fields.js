// The settings of the schema, found by the path at which an author stands.

export class Fields {
  constructor(fields) {
    this.known = fields.map((field) => ({ field, steps: field.path.replaceAll('[]', '').split('.') }));
  }

  // The setting at a path such as ['cues', 'apologise', 'say'], or the nearest one above it.
  at(path) {
    for (let length = path.length; length > 0; length -= 1) {
      const found = this.known.find(({ steps }) => fits(steps, path.slice(0, length)));
      if (found) return found.field;
    }
    return undefined;
  }
}

function fits(steps, path) {
  return steps.length === path.length && steps.every((step, index) => step === path[index] || step.startsWith('<'));
}

const KEY = /^(\s*)((?:- +)*)(?:"([^"]*)"|'([^']*)'|([^\s:#{}[\],&*!|>'"%@`-][^:#{}[\],]*?))\s*:(?:\s|$)/;

// The path of the setting that the cursor stands in, read from the indentation alone: it is known
// too while the text has mistakes.
export function pathAt(text, cursor) {
  const lines = text.slice(0, cursor).split('\n');
  const whole = text.split('\n')[lines.length - 1];
  const column = lines.at(-1).length;
  const path = inBraces(whole, column);
  let indent = Infinity;
  for (let row = lines.length - 1; row >= 0; row -= 1) {
    const line = row === lines.length - 1 ? whole : lines[row];
    if (!line.trim() || line.trim().startsWith('#')) continue;
    const found = KEY.exec(line);
    const depth = found ? found[1].length + found[2].length : line.length - line.trimStart().length;
    if (found && depth < indent) {
      path.unshift(found[3] ?? found[4] ?? found[5]);
      indent = found[2] ? found[1].length : depth;
      if (found[2]) indent += 0.5; // what holds the list may stand at the same depth
    } else if (!found && depth < indent) indent = line.trimStart().startsWith('-') ? depth + 0.5 : depth;
    if (indent <= 0) break;
  }
  return path;
}

// In `apology: {policy: always}` what stands inside the braces before the cursor.
function inBraces(line, column) {
  const open = []; // the key at which one stands in each pair of braces
  for (const [sign, key] of line.slice(0, column).matchAll(/(?<![\w-])([\w-]+)\s*:|"[^"]*"?|'[^']*'?|[{}]/g)) {
    if (sign === '{') open.push(undefined);
    else if (sign === '}') open.pop();
    else if (key && open.length) open[open.length - 1] = key;
  }
  return open.filter(Boolean);
}

// The value at a path in a flattened playbook; entries of lists are not looked into.
export function valueAt(flattened, path) {
  let value = flattened;
  for (const step of path) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
    value = value[step];
  }
  return value;
}
