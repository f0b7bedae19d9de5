// How the settings say things: roles, scopes, kinds of sources, moments with their year.

export const ROLES = [
  { value: 'agent', label: 'Agent', hint: 'takes calls; sees their own calls, and the help in them, alone' },
  { value: 'supervisor', label: 'Supervisor', hint: 'sees the calls of their teams; helps when asked' },
  { value: 'coach', label: 'Coach', hint: 'reads the calls of their teams, and publishes playbooks' },
  { value: 'admin', label: 'Administrator', hint: 'sets everything here; reads no call by this role alone' },
];

export const SCOPES = [
  { value: 'ingest', label: 'Bring calls in', hint: 'for a telephone system or a dialler' },
  { value: 'calls:read', label: 'Read calls', hint: 'what was said and decided in calls of its teams' },
  { value: 'records:read', label: 'Read records', hint: 'finished records, for a CRM' },
  { value: 'playbooks:write', label: 'Publish playbooks', hint: 'for your own tooling; of no team' },
  { value: 'metrics:read', label: 'Read figures', hint: 'how the server does; nothing of a person or a call' },
];

export const KINDS = {
  transcript: 'Transcript lines',
  audio: 'Raw sound',
  browser: 'Capture page in the browser',
  audiohook: 'Genesys AudioHook',
  twilio: 'Twilio Media Streams',
  audiosocket: 'Asterisk AudioSocket',
  folder: 'Watched folder',
};

export function named(list, value) {
  return list.find((each) => each.value === value)?.label ?? value;
}

export function fullMoment(stamp) {
  const when = new Date(stamp);
  if (Number.isNaN(when.getTime())) return stamp ?? '';
  return when.toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
}
