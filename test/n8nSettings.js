// n8n-core reads its settings on first use, and writes some: every test worker gets a folder of its own instead of the user's.
const { mkdirSync } = require('node:fs');
const { join } = require('node:path');

const folder = join(process.cwd(), '.tmp', `n8n-home-${process.env.JEST_WORKER_ID ?? '0'}`);
mkdirSync(folder, { recursive: true });
process.env.N8N_USER_FOLDER ??= folder;
process.env.N8N_ENCRYPTION_KEY ??= 'test';
// Refusals are what many tests are about; the engine would print each of them between the results.
process.env.N8N_LOG_LEVEL ??= 'silent';
