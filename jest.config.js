/** Suites by folder; `npm test -- engine` runs one. Real n8n and the browser are in test/e2e and run by `npm run test:e2e`. */
const suite = (name) => ({
	displayName: name,
	rootDir: __dirname,
	testMatch: [`<rootDir>/test/${name}/**/*.test.mts`],
	testEnvironment: '<rootDir>/test/runtime/environment.js',
	runtime: '<rootDir>/test/runtime/runtime.js',
	moduleFileExtensions: ['mts', 'ts', 'js', 'mjs', 'cjs', 'json', 'node'],
	transform: {
		'^.+\\.m?ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	setupFiles: ['<rootDir>/test/n8nSettings.js', '<rootDir>/test/propertySeed.js'],
});

// Of generated cases each day draws a share (test/support/sampled.mts), and a run that goes on over midnight keeps to its day.
process.env.CELLS ??= String(Math.floor(Date.now() / 86_400_000));

const everyday = ['unit', 'engine', 'parity', 'package'];
const named = (process.env.SUITES ?? everyday.join(',')).split(',');

// Jest leaves one processor free, which on two of them means one test file after the other.
// Packages stay loaded in a worker (test/runtime). One that has grown large is replaced by a new one, which loads them
// again; what it holds is mostly garbage (150 MB are left when it is collected), so the bound is wide.
module.exports = {
	projects: named.map(suite),
	testTimeout: 30_000,
	maxWorkers: '100%',
	workerIdleMemoryLimit: '2GB',
};
