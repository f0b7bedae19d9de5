import { openPage } from '../base/shell.js';

await openPage({ name: '' });
