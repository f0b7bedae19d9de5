// Times as fields of a browser take and give them.

// As a field for a day and a time takes it, in the browser's own time zone.
export function local(when) {
  return stamp(when).slice(0, 16);
}

// RFC 3339 with the browser's offset: the hour in it is the one that was said.
export function stamp(when) {
  const offset = -when.getTimezoneOffset();
  const two = (number) => String(Math.trunc(number)).padStart(2, '0');
  const shifted = new Date(when.getTime() + offset * 60000).toISOString().slice(0, 19);
  return `${shifted}${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
}
