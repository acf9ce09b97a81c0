const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

const howToRepeat = require('./drawnCells');
const keepNamed = require('./named');

/** Node's own account of who listens: to put back a part of it would end listeners of others. */
const isOfListeners = (key) => typeof key === 'string' && key.startsWith('_events');

const own = (object) =>
	Reflect.ownKeys(object)
		.filter((key) => !isOfListeners(key))
		.map((key) => [key, Object.getOwnPropertyDescriptor(object, key)]);

const isSame = (one, other) =>
	one !== undefined && one.value === other.value && one.get === other.get && one.set === other.set;

/** What Jest and `expect` keep of one test file. */
const isOfJest = (key) => typeof key === 'symbol' && /^(\$\$jest|[A-Z_]+$)/.test(key.description ?? '');

/** What is there now of what a test may change for everybody; calling it puts that back. */
function remembered() {
	const objects = [globalThis, process, Error, Date, Math, JSON].map((object) => ({ object, properties: own(object) }));
	const variables = { ...process.env };
	return () => {
		for (const { object, properties } of objects)
			for (const [key, property] of properties)
				if (!isSame(Object.getOwnPropertyDescriptor(object, key), property))
					Object.defineProperty(object, key, property);
		for (const key of Reflect.ownKeys(globalThis).filter(isOfJest)) delete globalThis[key];
		for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name];
		Object.assign(process.env, variables);
	};
}

/** Enough of a failure's stack to see who called what; Node's own is 10. */
const FRAMES = 20;

/**
 * Tests run in the worker's own realm instead of one for each file, so that packages can be loaded once a worker
 * (`runtime.js`). What a file changed of globals, the clock and the environment's variables is put back at its end.
 * A file whose packages have to start anew says `@jest-environment node`, which is Jest's own.
 */
module.exports = class SharedPackages {
	constructor({ projectConfig: config }, { testPath }) {
		this.testPath = testPath;
		this.putBack = remembered();
		this.now = Date.now;
		this.sharesPackages = true;
		this.global = globalThis;
		this.moduleMocker = new ModuleMocker(globalThis);
		this.fakeTimers = null;
		this.fakeTimersModern = new ModernFakeTimers({ config, global: globalThis });
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	/** There is none: modules are compiled where the worker itself lives. */
	getVmContext() {
		return null;
	}

	/** Jest has just set this to 100, and every `expect` and every refusal of a form gathers as many. */
	async setup() {
		Error.stackTraceLimit = FRAMES;
	}

	handleTestEvent({ name, test }, state) {
		if (name === 'run_start') keepNamed(state);
		// Before Jest looks at the clock to say how long the file took.
		if (name === 'teardown') Date.now = this.now;
		if (name === 'test_fn_failure' && globalThis.hasDrawnCells)
			process.stdout.write(`To run it again: ${howToRepeat(test, this.testPath)}\n`);
		// Before anything is tidied up.
		return name === 'test_fn_failure' ? globalThis.whenTestFails?.() : undefined;
	}

	async teardown() {
		delete globalThis.whenTestFails;
		delete globalThis.hasDrawnCells;
		this.fakeTimersModern.dispose();
		this.moduleMocker.restoreAllMocks();
		this.putBack();
	}
};
