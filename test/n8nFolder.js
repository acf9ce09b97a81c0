// n8n-core writes its settings on first use: give every test worker a folder of its own instead of the user's.
const { mkdirSync } = require('node:fs');
const { join } = require('node:path');

const folder = join(process.cwd(), '.tmp', `n8n-home-${process.env.JEST_WORKER_ID ?? '0'}`);
mkdirSync(folder, { recursive: true });
process.env.N8N_USER_FOLDER ??= folder;
process.env.N8N_ENCRYPTION_KEY ??= 'test';
