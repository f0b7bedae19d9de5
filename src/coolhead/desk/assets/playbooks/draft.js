// What somebody has written and not published, kept in this browser for them alone.

export class Draft {
  constructor(person, name) {
    this.key = `coolhead.playbook-draft.${person}.${name}`;
  }

  // { text, digest, version, at }, or nothing; digest and version are what it was written from.
  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key));
      return typeof kept?.text === 'string' ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  // Whether it could be kept.
  keep(text, { digest, version } = {}) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ text, digest, version, at: new Date().toISOString() }));
      return true;
    } catch {
      return false;
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // There is nothing kept where nothing can be.
    }
  }
}
