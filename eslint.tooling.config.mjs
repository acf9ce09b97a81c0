// The published code (nodes/, credentials/) is linted by n8n's own strict configuration, which must stay untouched
// and matches every *.ts file. Programs that run on Node itself are *.mts, so those rules (no process, no timers,
// no node:fs) do not reach them; this configuration does.
import js from '@eslint/js';
import typescript from 'typescript-eslint';

export default typescript.config(
	{ ignores: ['dist', 'node_modules', '.tmp'] },
	{
		files: ['{emulator,demo,bench,selfcheck,facts,test,gulp}/**/*.mts'],
		extends: [js.configs.recommended, typescript.configs.recommended],
	},
);
