// The rows of the five sources, as playbooks and scorecards name them, in a few words each.

const SOURCES = {
  S0: ['telemarketing forum', 'stay calm and patient', 'listen to the end, and say back what you heard', 'feel with them, and apologise when it is our fault', 'ask openly, and ask what would be ideal', 'offer something clear and stand by it', 'bring somebody in when it is beyond you'],
  S1: ['telemarketing firm', 'it is not about you', 'do not let anger carry you along', 'ask politely for respect', 'end a call in which insults go on', 'apologise once the tone is quieter', 'keep the business in sight'],
  S2: ['phone service', 'a calm, professional tone throughout', 'do not interrupt; check by paraphrasing', 'feel with them without having to agree', 'apologise for a justified complaint', 'a solution, or at least when', 'write down what was said and promised', 'follow up, and thank them'],
  S3: ['call centre', 'listen, acknowledge, assure', 'neither defend nor confront', 'apologise whoever is at fault', 'give options and ask which', 'escalate what stays unresolved or grows hostile', 'check that it was settled', 'take breaks', 'why it matters'],
  S4: ['sales and service', 'breathe; solve rather than defend', 'let them vent, and show that you hear', 'accept the feeling', 'clarify without confronting', 'explain in plain words, without excuses', 'suggest something, and ask what would satisfy', 'set a limit, firmly and politely', 'follow up and confirm', 'look back, and share what was learnt'],
};

// 'S2.4' is "phone service: apologise for a justified complaint (S2.4)".
export function rowWords(row) {
  const [source, number] = row.split('.');
  const [name, ...rows] = SOURCES[source] ?? [];
  const text = rows[Number(number) - 1];
  return text ? `${name}: ${text} (${row})` : row;
}
