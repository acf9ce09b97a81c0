// n8n-core writes its settings on first use: give every test process a folder of its own instead of the user's.
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-nodes-meta-ads-'));
process.env.N8N_ENCRYPTION_KEY ??= 'test';
